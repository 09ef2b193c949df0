-- The search index and the fingerprints that libraries are compared by.

-- The words of a text for the `simple` configuration, as the local library cuts them: letters and digits, without
-- accents. Everything else stands between words.
create or replace function skill_split.words(text) returns text
language sql immutable parallel safe set search_path = '' as $$
    select translate(
        case when octet_length($1) = length($1) then $1
            else regexp_replace(
                regexp_replace(normalize($1, nfd), '[\u0300-\u036f]', '', 'g'),
                '[\u0080-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u23ff\u2500-\u25ff\u3000-\u303f\ufe0e\ufe0f]',
                ' ', 'g'
            )
        end,
        E'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r\f\v',
        repeat(' ', 37)
    )
$$;

-- A tsvector holds at most a megabyte: more than 250,000 characters of a section are not searched.
alter table public.sections add column if not exists fts tsvector generated always as (
    setweight(
        to_tsvector('pg_catalog.simple', skill_split.words(left(title || ' ' || coalesce(name, ''), 10000))), 'A'
    )
    || setweight(to_tsvector('pg_catalog.simple', skill_split.words(left(coalesce(description, ''), 10000))), 'B')
    || to_tsvector(
        'pg_catalog.simple',
        case when kind in ('front-matter', 'bytes') then ''
            else skill_split.words(left(coalesce(content, ''), 225000)) end
    )
) stored;
create index if not exists sections_fts on public.sections using gin (fts) with (fastupdate = off);

alter table public.files
    add column if not exists collection bytea generated always as (
        case when position('\x2f'::bytea in path) = 0 then path
            else substring(path from 1 for position('\x2f'::bytea in path) - 1) end
    ) stored,
    -- Files that are compared together: by path, so that a change stays in its bucket.
    add column if not exists bucket smallint generated always as (get_byte(sha256(path), 0)) stored,
    -- What makes two libraries equal: path, kind, mode, link and content.
    add column if not exists fingerprint bytea generated always as (
        substring(
            sha256(
                path || '\x00'::bytea || decode(kind, 'escape') || '\x00'::bytea || int4send(permissions)
                || coalesce('\x01'::bytea || link_target || '\x00'::bytea, '\x00'::bytea) || hash
            )
            from 1 for 16
        )
    ) stored;
create index if not exists files_bucket on public.files (bucket, path);
create index if not exists files_kind on public.files (kind);
