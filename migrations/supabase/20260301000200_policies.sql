-- Who may do what.
--
-- The secret key (`service_role`) may do everything. Signed-in users (`authenticated`) may read or write where an
-- administrator put `"skill_split": "reader"` or `"writer"` into their app_metadata, which users cannot change. The
-- publishable key alone (`anon`) reads the collections that are marked public, and writes nothing.

create or replace function skill_split.member_role() returns text
language sql stable set search_path = '' as $$
    select nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'app_metadata' ->> 'skill_split'
$$;

alter table public.files enable row level security;
alter table public.sections enable row level security;
alter table public.checkouts enable row level security;
alter table public.deployment_paths enable row level security;
alter table public.loads enable row level security;
alter table public.collections enable row level security;

revoke all on public.files, public.sections, public.checkouts, public.deployment_paths, public.loads,
    public.collections, public.active_checkouts from public, anon, authenticated;
grant select on public.files, public.sections, public.collections to anon;
grant select, insert, update, delete on public.files, public.sections, public.checkouts, public.deployment_paths,
    public.loads to authenticated;
grant select on public.collections, public.active_checkouts to authenticated;
grant all on public.files, public.sections, public.checkouts, public.deployment_paths, public.loads,
    public.collections, public.active_checkouts to service_role;
grant usage on schema skill_split to anon, authenticated, service_role;

drop policy if exists "members read" on public.files;
create policy "members read" on public.files for select to authenticated
    using ((select skill_split.member_role()) in ('reader', 'writer'));
drop policy if exists "writers write" on public.files;
create policy "writers write" on public.files for all to authenticated
    using ((select skill_split.member_role()) = 'writer') with check ((select skill_split.member_role()) = 'writer');
drop policy if exists "everyone reads public collections" on public.files;
create policy "everyone reads public collections" on public.files for select to anon, authenticated
    using (exists (select from public.collections c where c.is_public and convert_to(c.name, 'UTF8') = collection));

drop policy if exists "readers of the file read" on public.sections;
create policy "readers of the file read" on public.sections for select to anon, authenticated
    using (exists (select from public.files f where f.id = file_id));
drop policy if exists "writers write" on public.sections;
create policy "writers write" on public.sections for all to authenticated
    using ((select skill_split.member_role()) = 'writer') with check ((select skill_split.member_role()) = 'writer');

drop policy if exists "members read" on public.checkouts;
create policy "members read" on public.checkouts for select to authenticated
    using ((select skill_split.member_role()) in ('reader', 'writer'));
drop policy if exists "writers write" on public.checkouts;
create policy "writers write" on public.checkouts for all to authenticated
    using ((select skill_split.member_role()) = 'writer') with check ((select skill_split.member_role()) = 'writer');

drop policy if exists "members read" on public.deployment_paths;
create policy "members read" on public.deployment_paths for select to authenticated
    using ((select skill_split.member_role()) in ('reader', 'writer'));
drop policy if exists "writers write" on public.deployment_paths;
create policy "writers write" on public.deployment_paths for all to authenticated
    using ((select skill_split.member_role()) = 'writer') with check ((select skill_split.member_role()) = 'writer');

drop policy if exists "writers write" on public.loads;
create policy "writers write" on public.loads for all to authenticated
    using ((select skill_split.member_role()) = 'writer') with check ((select skill_split.member_role()) = 'writer');

drop policy if exists "everyone sees what is public" on public.collections;
create policy "everyone sees what is public" on public.collections for select to anon, authenticated
    using (is_public);
