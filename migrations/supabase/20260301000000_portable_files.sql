-- Files by a path that is the same on every machine, with their exact bytes.
--
-- What the original stored is kept: each row gets a portable path (`…/.claude/skills/x` becomes `claude/skills/x`), and
-- its sections, which hold text without the lines that stood around it, are put together as the original would print
-- them. Where that gives the file that was ingested, its hash says so; the others are marked `is_rebuilt`, and the next
-- ingest of their tree replaces them under the same ids.

create schema if not exists skill_split;

-- The part of an absolute path that other machines share; always a well-formed document path.
create or replace function skill_split.portable_path(original text) returns text
language sql immutable set search_path = '' as $$
    select case when original like '%/.claude/%' then 'claude/' else 'original/' end
        || coalesce(
            nullif(string_agg(case when segment = '..' then 'parent' else segment end, '/' order by position), ''),
            'unnamed'
        )
    from unnest(
        string_to_array(
            case when original like '%/.claude/%'
                then substr(original, strpos(original, '/.claude/') + 9) else original end,
            '/'
        )
    ) with ordinality parts (segment, position)
    where segment not in ('', '.')
$$;

do $migration$
begin
    if exists (
        select from information_schema.columns
        where table_schema = 'public' and table_name = 'files' and column_name = 'path'
    ) then
        return;
    end if;

    -- Some projects have these from a script of the original that was never a migration.
    alter table public.sections add column if not exists closing_tag_prefix text default '';
    drop index if exists public.idx_sections_file_order, public.idx_sections_file_parent, public.idx_sections_search;

    drop view public.active_checkouts;
    drop trigger update_files_updated_at on public.files;
    drop function public.update_updated_at_column();
    drop index public.idx_files_type, public.idx_files_name, public.idx_sections_file, public.idx_sections_parent,
        public.idx_sections_order, public.idx_checkouts_status, public.idx_checkouts_user, public.idx_checkouts_file,
        public.idx_checkouts_target;

    -- Files -------------------------------------------------------------------------------------------------------

    alter table public.files drop constraint files_type_check;
    alter table public.files drop constraint files_storage_path_key;
    alter table public.files rename column type to kind;
    alter table public.files rename column storage_path to original_path;
    alter table public.files rename column hash to original_hash;
    alter table public.files
        alter column original_path drop not null,
        alter column original_hash drop not null,
        alter column name drop not null,
        add column path bytea,
        add column hash bytea,
        add column size bigint,
        add column permissions integer not null default 420,
        add column link_target bytea,
        add column component_kind text,
        add column component_root bytea,
        add column description text,
        add column metadata text not null default '{}',
        add column parser_id text not null default 'original',
        add column parser_version integer not null default 0,
        add column parser_options text not null default '',
        add column diagnostics jsonb not null default '[]',
        add column section_count integer not null default 0,
        add column revision bytea,
        add column is_rebuilt boolean not null default false;

    update public.files f set path = convert_to(
        case when place.nth = 1 then place.path else 'original/' || f.id || '/' || place.path end, 'UTF8'
    )
    from (
        select id, skill_split.portable_path(original_path) path,
            row_number() over (partition by skill_split.portable_path(original_path) order by created_at, id) nth
        from public.files
    ) place
    where place.id = f.id;

    -- Sections ----------------------------------------------------------------------------------------------------

    alter table public.sections rename column order_index to position;
    alter table public.sections
        alter column level drop not null,
        alter column content drop not null,
        add column kind text,
        add column depth integer,
        add column parent integer,
        add column address text,
        add column byte_start bigint,
        add column byte_end bigint,
        add column hash bytea,
        add column name text,
        add column description text,
        add column content_bytes bytea;

    create temporary table outline on commit drop as
    with recursive ranked as (
        select s.*, f.kind in ('config', 'hook', 'script') or lower(f.original_path) like '%.json' is_verbatim,
            row_number() over siblings::integer nth,
            row_number() over (
                partition by s.file_id, s.parent_id, lower(s.title) order by s.position, s.line_start, s.id
            ) twin,
            count(*) over (partition by s.file_id, s.parent_id) of_siblings,
            first_value(s.level) over siblings first_level
        from public.sections s join public.files f on f.id = s.file_id
        window siblings as (partition by s.file_id, s.parent_id order by s.position, s.line_start, s.id)
    ), slugs as (
        select *, coalesce(
                nullif(trim(both '-' from regexp_replace(lower(left(title, 80)), '[^a-z0-9_\u0080-\U0010ffff]+', '-', 'g')), ''),
                'section'
            ) || case when twin > 1 then '-' || twin else '' end slug
        from ranked
    ), tree as (
        select slugs.*, array[nth] place, 1 deep, slug::text whole
        from slugs where parent_id is null
        union all
        select s.*, t.place || s.nth, t.deep + 1, t.whole || '/' || s.slug
        from slugs s join tree t on s.parent_id = t.id
    )
    select id, file_id, parent_id, level, title, content, closing_tag_prefix, is_verbatim, deep, whole address,
        deep = 1 and first_level = -1 and nth < of_siblings as has_gap,
        place,
        row_number() over (partition by file_id order by place)::integer nth
    from tree;

    create index on outline (file_id, place);

    -- A closing tag stands behind the last section inside its tag.
    create temporary table closings on commit drop as
    select last.id, string_agg(
            coalesce(tag.closing_tag_prefix, '') || '</' || tag.title || E'>\n' || case when tag.has_gap then E'\n' else '' end,
            '' order by tag.deep desc
        ) tail
    from outline tag
    cross join lateral (
        select id from outline inner_section
        where inner_section.file_id = tag.file_id and inner_section.place[1:tag.deep] = tag.place
        order by inner_section.place desc limit 1
    ) last
    where tag.level = -1 and not tag.is_verbatim
    group by last.id;

    update public.sections s
    set position = o.nth, depth = o.deep, address = o.address,
        kind = case when o.is_verbatim then 'text' when o.level > 0 then 'heading'
            when o.level = -1 then 'tag' else 'preamble' end,
        level = case when o.is_verbatim or o.level < 1 then null else least(o.level, 6) end,
        content = case when o.is_verbatim then o.content else
            case when o.level > 0 then repeat('#', o.level) || ' ' || o.title || E'\n'
                when o.level = -1 then '<' || o.title || E'>\n' else '' end || o.content || coalesce(c.tail, '') end
    from outline o left join closings c on c.id = o.id
    where s.id = o.id;

    -- Sections that no root leads to come last; they belong to the file all the same.
    update public.sections s
    set position = 1000000 + s.position, depth = 1, kind = 'text', level = null, address = 'section-' || s.id
    where kind is null;

    -- Checkouts name the document, since they outlive it --------------------------------------------------------------

    alter table public.checkouts
        add column path bytea,
        add column section_address text,
        add column component_root bytea,
        add column hash bytea,
        add column permissions integer;
    update public.checkouts c set path = f.path from public.files f where f.id = c.file_id;
    update public.checkouts c set path = f.path, section_address = s.address
    from public.sections s join public.files f on f.id = s.file_id
    where s.id = c.section_id;
    alter table public.checkouts
        drop constraint file_or_section,
        drop column file_id,
        drop column section_id,
        alter column path set not null,
        alter column checked_out_at set default now();
    update public.checkouts set checked_out_at = now() where checked_out_at is null;
    alter table public.checkouts alter column checked_out_at set not null;

    -- The front matter was kept apart --------------------------------------------------------------------------------

    insert into public.sections
        (file_id, title, content, position, line_start, line_end, kind, depth, address, name)
    select f.id, 'front-matter', E'---\n' || f.frontmatter || E'---\n'
            || case when first.kind is null or first.kind = 'preamble' then '' else E'\n' end,
        0, 1, 1, 'front-matter', 1, 'front-matter-of-file', null
    from public.files f
    left join lateral (
        select kind from public.sections s where s.file_id = f.id order by position limit 1
    ) first on true
    where f.frontmatter <> '';

    delete from public.sections where content = '';

    with placed as (
        select id, (row_number() over file - 1)::integer position,
            coalesce(sum(octet_length(content)) over before, 0) byte_start,
            1 + coalesce(sum(length(content) - length(replace(content, E'\n', ''))) over before, 0) first_line,
            length(left(content, -1)) - length(replace(left(content, -1), E'\n', '')) more_lines
        from public.sections
        window file as (partition by file_id order by position, id),
            before as (partition by file_id order by position, id rows between unbounded preceding and 1 preceding)
    )
    update public.sections s
    set position = p.position, byte_start = p.byte_start, byte_end = p.byte_start + octet_length(s.content),
        line_start = p.first_line, line_end = p.first_line + p.more_lines,
        hash = substring(sha256(convert_to(s.content, 'UTF8')) from 1 for 16)
    from placed p where p.id = s.id;

    update public.sections s set parent = p.position
    from public.sections p where p.id = s.parent_id;

    with whole as (
        select f.id, count(s.id)::integer sections, coalesce(sum(octet_length(s.content)), 0) size,
            sha256(convert_to(coalesce(string_agg(s.content, '' order by s.position), ''), 'UTF8')) hash
        from public.files f left join public.sections s on s.file_id = f.id
        group by f.id
    )
    update public.files f
    set hash = w.hash, size = w.size, section_count = w.sections,
        is_rebuilt = encode(w.hash, 'hex') is distinct from lower(f.original_hash),
        created_at = coalesce(f.created_at, now()), updated_at = coalesce(f.updated_at, now())
    from whole w where w.id = f.id;

    -- Deployment paths: one for each kind -------------------------------------------------------------------------------

    alter table public.deployment_paths drop constraint deployment_paths_file_type_check;
    alter table public.deployment_paths rename column file_type to kind;
    alter table public.deployment_paths rename column base_path to path;
    update public.deployment_paths set is_default = coalesce(is_default, false), path = rtrim(path, '/');
    -- Of several defaults of a kind the oldest stays one.
    update public.deployment_paths d set is_default = false
    where is_default and exists (
        select from public.deployment_paths o
        where o.kind = d.kind and o.is_default and (o.created_at, o.id) < (d.created_at, d.id)
    );

    -- The shape ---------------------------------------------------------------------------------------------------------

    alter table public.files
        drop column frontmatter,
        alter column path set not null,
        alter column hash set not null,
        alter column size set not null,
        alter column created_at set not null,
        alter column updated_at set not null;
    alter table public.sections
        drop column parent_id,
        drop column closing_tag_prefix,
        alter column kind set not null,
        alter column depth set not null,
        alter column address set not null,
        alter column byte_start set not null,
        alter column byte_end set not null,
        alter column hash set not null;
    alter table public.deployment_paths
        alter column is_default set not null,
        alter column created_at set not null;

    alter table public.files
        add constraint files_path_key unique (path),
        add constraint files_path_check check (path <> '' and position('\x00'::bytea in path) = 0),
        add constraint files_kind_check check (kind ~ '^[a-z0-9_-]+$'),
        add constraint files_hash_check check (length(hash) = 32);
    alter table public.sections
        add constraint sections_position_key unique (file_id, position) deferrable initially deferred,
        add constraint sections_hash_check check (length(hash) = 16),
        add constraint sections_content_check check (num_nonnulls(content, content_bytes) = 1);
    create unique index deployment_paths_default on public.deployment_paths (kind) where is_default;
    create index checkouts_path on public.checkouts (path);
    create index checkouts_user on public.checkouts (user_name) where status = 'active';

    insert into public.deployment_paths (kind, path, is_default)
    select kind, path, true
    from (
        values ('skill', '~/.claude/skills'), ('command', '~/.claude/commands'), ('agent', '~/.claude/agents'),
            ('hook', '~/.claude/hooks'), ('plugin', '~/.claude/plugins'), ('output_style', '~/.claude/output-styles'),
            ('config', '~/.claude'), ('script', '~/.claude/scripts'), ('reference', '~/.claude/references'),
            ('documentation', '~/.claude/docs'), ('asset', '~/.claude/assets')
    ) defaults (kind, path)
    on conflict do nothing;
end
$migration$;

-- Batches that were applied, with their answers: a batch whose answer was lost is sent again and not applied twice.
create table if not exists public.loads (
    id uuid primary key,
    answer jsonb,
    applied_at timestamptz not null default now()
);
create index if not exists loads_applied_at on public.loads (applied_at);

-- Collections that everyone with the publishable key may read.
create table if not exists public.collections (
    name text primary key,
    is_public boolean not null default false
);

create or replace view public.active_checkouts with (security_invoker = true) as
    select c.id, c.user_name, c.target_path, c.checked_out_at, c.notes,
        f.name as file_name, f.kind as file_kind, c.path
    from public.checkouts c left join public.files f on f.path = c.path
    where c.status = 'active'
    order by c.checked_out_at desc;

comment on table public.files is 'The files of the library, by portable path';
comment on column public.files.path is '<collection>/<path below the ingested root>, raw bytes';
comment on column public.files.hash is 'SHA-256 of the file''s bytes';
comment on column public.files.revision is 'Stands for all that a writer said of the file; writers compare and swap on it';
comment on column public.files.is_rebuilt is 'Put together from the original''s sections, which do not give the ingested file';
comment on table public.sections is 'The sections of each file: in order they are the file';
comment on column public.sections.content_bytes is 'In place of content, where the bytes are not UTF-8 or hold a NUL';
comment on table public.loads is 'Batches that were applied, so that none is applied twice';
comment on table public.collections is 'What anonymous readers may see';
