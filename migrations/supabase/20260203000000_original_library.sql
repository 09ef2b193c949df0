-- The shared library as the original program lays it out: what is in the field today.
--
-- On a project that has it already this changes nothing; on one that has moved on to a later migration neither.
do $migration$
begin
    if to_regclass('public.loads') is not null then
        return;
    end if;

    create table if not exists public.files (
        id uuid primary key default gen_random_uuid(),
        name text not null,
        storage_path text unique not null,
        type text not null check (type in ('skill', 'command', 'plugin', 'reference')),
        frontmatter text,
        hash text not null,
        created_at timestamptz default now(),
        updated_at timestamptz default now()
    );
    create index if not exists idx_files_type on public.files (type);
    create index if not exists idx_files_name on public.files (name);

    create table if not exists public.sections (
        id uuid primary key default gen_random_uuid(),
        file_id uuid not null references public.files (id) on delete cascade,
        parent_id uuid references public.sections (id) on delete cascade,
        level integer not null,
        title text not null,
        content text not null,
        order_index integer not null,
        line_start integer not null,
        line_end integer not null
    );
    create index if not exists idx_sections_file on public.sections (file_id);
    create index if not exists idx_sections_parent on public.sections (parent_id);
    create index if not exists idx_sections_order on public.sections (file_id, order_index);

    create table if not exists public.checkouts (
        id uuid primary key default gen_random_uuid(),
        file_id uuid references public.files (id) on delete cascade,
        section_id uuid references public.sections (id) on delete cascade,
        user_name text not null,
        target_path text not null,
        status text not null default 'active' check (status in ('active', 'returned')),
        checked_out_at timestamptz default now(),
        checked_in_at timestamptz,
        notes text,
        constraint file_or_section check (num_nonnulls(file_id, section_id) = 1)
    );
    create index if not exists idx_checkouts_status on public.checkouts (status);
    create index if not exists idx_checkouts_user on public.checkouts (user_name);
    create index if not exists idx_checkouts_file on public.checkouts (file_id);
    create index if not exists idx_checkouts_target on public.checkouts (target_path);

    if to_regclass('public.deployment_paths') is null then
        create table public.deployment_paths (
            id uuid primary key default gen_random_uuid(),
            file_type text not null check (file_type in ('skill', 'command', 'plugin', 'reference')),
            base_path text not null,
            is_default boolean default false,
            created_at timestamptz default now()
        );
        insert into public.deployment_paths (file_type, base_path, is_default)
        select kind, '~/.claude/' || kind || 's/', true
        from unnest(array['skill', 'command', 'plugin', 'reference']) kind;
    end if;

    create or replace function public.update_updated_at_column() returns trigger language plpgsql as $$
    begin
        new.updated_at = now();
        return new;
    end $$;
    create or replace trigger update_files_updated_at before update on public.files
        for each row execute function public.update_updated_at_column();

    create or replace view public.active_checkouts as
        select c.id, c.user_name, c.target_path, c.checked_out_at, c.notes,
            f.name as file_name, f.type as file_type, f.storage_path
        from public.checkouts c left join public.files f on f.id = c.file_id
        where c.status = 'active'
        order by c.checked_out_at desc;
end
$migration$;
