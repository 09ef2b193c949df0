-- What clients write: a batch of files, in one transaction, each compared and swapped on the revision that its writer
-- last saw.

-- Whether a file is still what a writer saw.
create or replace function skill_split.is_as_seen(stored public.files, f jsonb) returns boolean
language sql immutable set search_path = '' as $$
    select case when f ? 'seen' then encode(stored.fingerprint, 'hex') is not distinct from f ->> 'seen'
        else coalesce(encode(stored.revision, 'hex'), '') is not distinct from f ->> 'expected' end
$$;

-- Stores one file.
--
-- `expected` is the revision that the writer saw: null for no file, "" for a file without one. A writer that compares
-- libraries gives the fingerprint that it saw as `seen` instead, null for no file. Sections keep their id
-- where a section of the same content, kind and title was there; the others take one that follows from the random `seed`
-- of the writer, so that a preview shows the ids that will be.
create or replace function skill_split.put(f jsonb) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
    wanted_path constant bytea := decode(f ->> 'path', 'hex');
    stored public.files;
    is_new boolean := false;
begin
    select * into stored from public.files where path = wanted_path for update;
    if not found then
        if coalesce(f ->> 'seen', f ->> 'expected') is not null then
            return jsonb_build_object('conflict', null);
        end if;
        insert into public.files (path, kind, hash, size)
        values (wanted_path, f ->> 'kind', decode(f ->> 'hash', 'hex'), (f ->> 'size')::bigint)
        on conflict (path) do nothing
        returning * into stored;
        is_new := found;
        if not is_new then
            select * into strict stored from public.files where path = wanted_path for update;
        end if;
    end if;
    if not is_new then
        if encode(stored.revision, 'hex') = f ->> 'revision' then
            return '"unchanged"';
        elsif not skill_split.is_as_seen(stored, f) then
            return jsonb_build_object('conflict', coalesce(encode(stored.revision, 'hex'), ''));
        end if;
    end if;

    update public.files set
        kind = f ->> 'kind', component_kind = f ->> 'component_kind',
        component_root = decode(f ->> 'component_root', 'hex'), name = f ->> 'name', description = f ->> 'description',
        metadata = f ->> 'metadata', hash = decode(f ->> 'hash', 'hex'), size = (f ->> 'size')::bigint,
        permissions = (f ->> 'permissions')::integer, link_target = decode(f ->> 'link', 'hex'),
        parser_id = f ->> 'parser', parser_version = (f ->> 'parser_version')::integer,
        parser_options = f ->> 'parser_options', diagnostics = f -> 'diagnostics',
        section_count = jsonb_array_length(f -> 'sections'), revision = decode(f ->> 'revision', 'hex'),
        is_rebuilt = false, updated_at = now()
    where id = stored.id;

    with incoming as (
        select s.*, decode(s.hash, 'hex') digest, s.nth::integer - 1 as position,
            row_number() over (partition by s.hash, s.kind, s.title order by s.nth) twin
        from rows from (
            jsonb_to_recordset(f -> 'sections') as (
                kind text, title text, depth integer, level integer, parent integer, address text,
                "from" bigint, "to" bigint, first integer, last integer, hash text, name text, description text,
                text text, bytes text
            )
        ) with ordinality as s (
            kind, title, depth, level, parent, address, byte_start, byte_end, line_start, line_end, hash, name,
            description, content, content_bytes, nth
        )
    ), present as (
        select id, hash, kind, title, row_number() over (partition by hash, kind, title order by position) twin
        from public.sections where file_id = stored.id
    ), matched as (
        select present.id as old, incoming.*
        from incoming left join present
            on present.hash = incoming.digest and present.kind = incoming.kind and present.title = incoming.title
            and present.twin = incoming.twin
    ), gone as (
        delete from public.sections s
        where s.file_id = stored.id and not exists (select from matched where matched.old = s.id)
    ), kept as (
        update public.sections s
        set position = m.position, depth = m.depth, level = m.level, parent = m.parent, address = m.address,
            byte_start = m.byte_start, byte_end = m.byte_end, line_start = m.line_start, line_end = m.line_end,
            name = m.name, description = m.description
        from matched m
        -- The file is named for the plan: one that was made while the table was empty would read all of it ever after.
        where s.file_id = stored.id and s.id = m.old and (
            s.position, s.depth, s.level, s.parent, s.address, s.byte_start, s.line_start, s.line_end, s.name,
            s.description
        ) is distinct from (
            m.position, m.depth, m.level, m.parent, m.address, m.byte_start, m.line_start, m.line_end, m.name,
            m.description
        )
    )
    insert into public.sections (
        id, file_id, position, kind, title, depth, level, parent, address, byte_start, byte_end, line_start, line_end,
        hash, name, description, content, content_bytes
    )
    select md5(f ->> 'seed' || m.position)::uuid, stored.id, m.position, m.kind, m.title, m.depth, m.level, m.parent, m.address, m.byte_start,
        m.byte_end, m.line_start, m.line_end, m.digest, m.name, m.description, m.content,
        decode(m.content_bytes, 'base64')
    from matched m where m.old is null;
    return case when is_new then '"inserted"' else '"updated"' end;
end $$;

-- Takes one file out; answers whether it was there.
create or replace function skill_split.remove(f jsonb) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
    stored public.files;
begin
    select * into stored from public.files where path = decode(f ->> 'path', 'hex') for update;
    if not found then
        return 'false';
    elsif not skill_split.is_as_seen(stored, f) then
        return jsonb_build_object('conflict', coalesce(encode(stored.revision, 'hex'), ''));
    end if;
    delete from public.files where id = stored.id;
    return 'true';
end $$;

-- Applies {"id": uuid, "files": […], "deleted": […]} and answers {"files": […], "deleted": […]}, in the same order.
create or replace function public.skill_split_apply(batch jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
    load constant uuid := (batch ->> 'id')::uuid;
    files jsonb[] := array_fill(null::jsonb, array[jsonb_array_length(batch -> 'files')]);
    deleted jsonb[] := array_fill(null::jsonb, array[jsonb_array_length(batch -> 'deleted')]);
    answered jsonb;
    item record;
begin
    insert into public.loads (id) values (load) on conflict (id) do nothing;
    if not found then
        select l.answer into answered from public.loads l where l.id = load;
        return answered;
    end if;
    -- All writers lock in the order of the paths, so that they wait for each other in one direction only.
    for item in
        select value, ordinality nth from jsonb_array_elements(batch -> 'files') with ordinality
        order by value ->> 'path'
    loop
        files[item.nth] := skill_split.put(item.value);
    end loop;
    for item in
        select value, ordinality nth from jsonb_array_elements(batch -> 'deleted') with ordinality
        order by value ->> 'path'
    loop
        deleted[item.nth] := skill_split.remove(item.value);
    end loop;
    answered := jsonb_build_object('files', to_jsonb(files), 'deleted', to_jsonb(deleted));
    update public.loads set answer = answered where id = load;
    delete from public.loads where applied_at < now() - interval '7 days';
    return answered;
end $$;

-- What a read would answer if `batch` had been applied: a writer sees what it has not committed, and nobody else does.
create or replace function public.skill_split_preview(batch jsonb, read text, arguments jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
    answer jsonb;
begin
    begin
        perform public.skill_split_apply(batch);
        answer := case read
            when 'files' then public.skill_split_files(
                arguments -> 'filter', arguments ->> 'after', (arguments ->> 'page')::integer
            )
            when 'sections' then public.skill_split_sections(arguments ->> 'path')
            when 'section' then public.skill_split_section((arguments ->> 'id')::uuid)
            when 'content' then public.skill_split_content(
                arguments ->> 'path', (arguments ->> 'first')::integer, (arguments ->> 'last')::integer,
                (arguments ->> 'budget')::bigint
            )
            when 'diagnostics' then public.skill_split_diagnostics(arguments ->> 'path')
            when 'search' then public.skill_split_search(arguments -> 'request')
        end;
        raise exception using errcode = 'SKSP1', message = 'a preview leaves no trace';
    exception
        when sqlstate 'SKSP1' then
            return answer;
    end;
end $$;

revoke all on all functions in schema skill_split from public;
grant execute on all functions in schema skill_split to anon, authenticated, service_role;
revoke execute on function skill_split.put, skill_split.remove from anon;
revoke all on function public.skill_split_schema, public.skill_split_files, public.skill_split_index,
    public.skill_split_sections, public.skill_split_section, public.skill_split_content,
    public.skill_split_diagnostics, public.skill_split_sums, public.skill_split_fingerprints,
    public.skill_split_search, public.skill_split_apply, public.skill_split_preview from public, anon, authenticated;
grant execute on function public.skill_split_schema, public.skill_split_files, public.skill_split_index,
    public.skill_split_sections, public.skill_split_section, public.skill_split_content,
    public.skill_split_diagnostics, public.skill_split_sums, public.skill_split_fingerprints,
    public.skill_split_search to anon, authenticated, service_role;
grant execute on function public.skill_split_apply, public.skill_split_preview to authenticated, service_role;

notify pgrst, 'reload schema';
