-- What clients read. Each function answers with one JSON document, so that no limit on rows can cut it unseen.
--
-- Bytes (paths, hashes, links) travel as hexadecimal digits. Pages are keyset-paged by path.

create or replace function skill_split.file_json(f public.files) returns jsonb
language sql stable set search_path = '' as $$
    select jsonb_build_object(
        'path', encode(f.path, 'hex'), 'kind', f.kind, 'component_kind', f.component_kind,
        'component_root', encode(f.component_root, 'hex'), 'name', f.name, 'description', f.description,
        'metadata', f.metadata, 'hash', encode(f.hash, 'hex'), 'size', f.size, 'permissions', f.permissions,
        'link', encode(f.link_target, 'hex'), 'parser', f.parser_id, 'parser_version', f.parser_version,
        'parser_options', f.parser_options, 'sections', f.section_count, 'revision', encode(f.revision, 'hex'),
        'updated', floor(extract(epoch from f.updated_at))::bigint
    )
$$;

create or replace function skill_split.section_json(s public.sections) returns jsonb
language sql stable set search_path = '' as $$
    select jsonb_build_object(
        'id', s.id, 'position', s.position, 'parent', s.parent, 'kind', s.kind, 'title', s.title, 'depth', s.depth,
        'level', s.level, 'address', s.address, 'from', s.byte_start, 'to', s.byte_end, 'first', s.line_start,
        'last', s.line_end, 'hash', encode(s.hash, 'hex')
    )
$$;

-- Whether a file passes a filter: {"kinds": […], "collections": [hex…], "prefix": hex}; an absent member lets all pass.
create or replace function skill_split.passes(f public.files, filter jsonb) returns boolean
language sql stable set search_path = '' as $$
    select (filter -> 'kinds' is null or filter -> 'kinds' ? f.kind)
        and (filter -> 'collections' is null or filter -> 'collections' ? encode(f.collection, 'hex'))
        and (
            filter ->> 'prefix' is null or f.path = decode(filter ->> 'prefix', 'hex')
            or substring(f.path from 1 for length(filter ->> 'prefix') / 2 + 1)
                = decode(filter ->> 'prefix', 'hex') || '\x2f'::bytea
        )
$$;

-- The schema that the project has, as the version of its last migration.
create or replace function public.skill_split_schema() returns text
language sql immutable security invoker set search_path = '' as $$ select '20260301000400' $$;

create or replace function public.skill_split_files(filter jsonb, after text, page integer) returns jsonb
language sql stable security invoker set search_path = '' as $$
    select jsonb_build_object('files', coalesce(jsonb_agg(skill_split.file_json(r.f) order by (r.f).path), '[]'))
    from (
        select f from public.files f
        where ($2 is null or f.path > decode($2, 'hex')) and skill_split.passes(f, $1)
        order by f.path limit $3
    ) r
$$;

-- What writers compare with before they write: path and revision of each file, `""` for a file that has none.
--
-- `count` counts what follows `after`, so that a page that was cut cannot pass for the last one.
create or replace function public.skill_split_index(after text, page integer) returns jsonb
language sql stable security invoker set search_path = '' as $$
    select jsonb_build_object(
        'schema', public.skill_split_schema(),
        'count', (select count(*) from public.files where $1 is null or path > decode($1, 'hex')),
        'rows', coalesce(
            jsonb_agg(jsonb_build_array(encode(r.path, 'hex'), coalesce(encode(r.revision, 'hex'), '')) order by r.path),
            '[]'
        )
    )
    from (
        select path, revision from public.files
        where $1 is null or path > decode($1, 'hex') order by path limit $2
    ) r
$$;

create or replace function public.skill_split_sections(path text) returns jsonb
language sql stable security invoker set search_path = '' as $$
    select jsonb_build_object(
        'file', (select skill_split.file_json(f) from public.files f where f.path = decode($1, 'hex')),
        'sections', coalesce(jsonb_agg(skill_split.section_json(s) order by s.position), '[]')
    )
    from public.sections s
    where s.file_id = (select id from public.files f where f.path = decode($1, 'hex'))
$$;

create or replace function public.skill_split_section(id uuid) returns jsonb
language sql stable security invoker set search_path = '' as $$
    select jsonb_build_object('file', skill_split.file_json(f), 'section', skill_split.section_json(s))
    from public.sections s join public.files f on f.id = s.file_id
    where s.id = $1
$$;

-- The bytes of consecutive sections: as many as fit into `budget` bytes, but one at least. `last` null means all.
create or replace function public.skill_split_content(path text, first integer, last integer, budget bigint)
returns jsonb language sql stable security invoker set search_path = '' as $$
    with wanted as (
        select s.position, s.content, s.content_bytes,
            sum(s.byte_end - s.byte_start) over (order by s.position) - (s.byte_end - s.byte_start) as before
        from public.sections s
        where s.file_id = (select id from public.files f where f.path = decode($1, 'hex'))
            and s.position >= $2 and ($3 is null or s.position <= $3)
    )
    select jsonb_build_object(
        'sections', (
            select section_count from public.files f where f.path = decode($1, 'hex')
        ),
        'parts', coalesce(
            jsonb_agg(
                jsonb_build_array(
                    position, content, translate(encode(content_bytes, 'base64'), E'\n', '')
                ) order by position
            ),
            '[]'
        )
    )
    from wanted where before < $4 or position = $2
$$;

create or replace function public.skill_split_diagnostics(path text) returns jsonb
language sql stable security invoker set search_path = '' as $$
    select coalesce((select diagnostics from public.files f where f.path = decode($1, 'hex')), '[]')
$$;

-- The fingerprint of a file, from its sections instead of the hash that was stored with it.
create or replace function skill_split.deep_fingerprint(f public.files) returns bytea
language sql stable set search_path = '' as $$
    select substring(
        sha256(
            f.path || '\x00'::bytea || decode(f.kind, 'escape') || '\x00'::bytea || int4send(f.permissions)
            || coalesce('\x01'::bytea || f.link_target || '\x00'::bytea, '\x00'::bytea) || sha256(
                coalesce(
                    (
                        select string_agg(coalesce(s.content_bytes, convert_to(s.content, 'UTF8')), '' order by s.position)
                        from public.sections s where s.file_id = f.id
                    ),
                    ''
                )
            )
        )
        from 1 for 16
    )
$$;

-- For each bucket from `first` to `last`: number of files and the sum of their fingerprints in two signed halves.
--
-- `deep` computes hashes from the sections instead of trusting the columns.
create or replace function public.skill_split_sums(deep boolean, first integer, last integer) returns jsonb
language sql stable security invoker set search_path = '' as $$
    with prints as (
        select bucket, fingerprint from public.files where not $1 and bucket between $2 and $3
        union all
        select get_byte(sha256(f.path), 0), skill_split.deep_fingerprint(f)
        from public.files f where $1 and get_byte(sha256(f.path), 0) between $2 and $3
    ), sums as (
        select bucket, count(*) files,
            sum(('x' || encode(substring(fingerprint from 1 for 8), 'hex'))::bit(64)::bigint) high,
            sum(('x' || encode(substring(fingerprint from 9 for 8), 'hex'))::bit(64)::bigint) low
        from prints group by bucket
    )
    select jsonb_build_object(
        'schema', public.skill_split_schema(),
        'count', (
            select count(*) from public.files
            where case when $1 then get_byte(sha256(path), 0) else bucket end between $2 and $3
        ),
        'buckets', coalesce(jsonb_agg(jsonb_build_array(bucket, files, high::text, low::text) order by bucket), '[]')
    )
    from sums
$$;

-- Path and fingerprint of the files of some buckets.
create or replace function public.skill_split_fingerprints(deep boolean, buckets integer[], after text, page integer)
returns jsonb language sql stable security invoker set search_path = '' as $$
    with wanted as (
        select f, f.path from public.files f
        where case when $1 then get_byte(sha256(f.path), 0) else f.bucket end = any ($2)
            and ($3 is null or f.path > decode($3, 'hex'))
    ), page as (
        select * from wanted order by path limit $4
    )
    select jsonb_build_object(
        'count', (select count(*) from wanted),
        'rows', coalesce(
            jsonb_agg(
                jsonb_build_array(
                    encode(path, 'hex'),
                    encode(
                        case when $1 then skill_split.deep_fingerprint(page.f) else (page.f).fingerprint end, 'hex'
                    )
                ) order by path
            ),
            '[]'
        )
    )
    from page
$$;

-- The query that an expression means: {"word": t} {"prefix": t} {"phrase": t} {"near": [t…], "distance": n}
-- {"and": [a, b]} {"or": [a, b]} {"not": [a, b]}.
create or replace function skill_split.query(e jsonb) returns tsquery
language plpgsql stable set search_path = '' as $$
declare
    words text;
    a tsquery;
    b tsquery;
    every tsquery;
    pair tsquery;
begin
    if e ? 'and' then
        return skill_split.query(e -> 'and' -> 0) operator(pg_catalog.&&) skill_split.query(e -> 'and' -> 1);
    elsif e ? 'or' then
        return skill_split.query(e -> 'or' -> 0) operator(pg_catalog.||) skill_split.query(e -> 'or' -> 1);
    elsif e ? 'not' then
        b := skill_split.query(e -> 'not' -> 1);
        a := skill_split.query(e -> 'not' -> 0);
        return case when numnode(b) = 0 then a when numnode(a) = 0 then a else a && !!b end;
    elsif e ? 'near' then
        for i in 0 .. jsonb_array_length(e -> 'near') - 2 loop
            for j in i + 1 .. jsonb_array_length(e -> 'near') - 1 loop
                a := skill_split.query(jsonb_build_object('phrase', e -> 'near' -> i));
                b := skill_split.query(jsonb_build_object('phrase', e -> 'near' -> j));
                if numnode(a) = 0 or numnode(b) = 0 then
                    pair := a || b;
                else
                    pair := ''::tsquery;
                    for gap in 1 .. least((e ->> 'distance')::integer, 100) + 1 loop
                        pair := pair || tsquery_phrase(a, b, gap) || tsquery_phrase(b, a, gap);
                    end loop;
                end if;
                every := case when every is null then pair else every && pair end;
            end loop;
        end loop;
        return coalesce(every, ''::tsquery);
    end if;
    words := trim(both ' ' from skill_split.words(coalesce(e ->> 'word', e ->> 'prefix', e ->> 'phrase')));
    a := phraseto_tsquery('pg_catalog.simple', words);
    if not e ? 'prefix' or numnode(a) = 0 then
        return a;
    end if;
    -- The last word is the one that may go on. What phraseto_tsquery prints is a query again.
    return (a::text || ':*')::tsquery;
end $$;

-- {"expression": …, "filter": …, "limit": n, "offset": n, "words": n}: one hit more than asked for tells that more follow.
create or replace function public.skill_split_search(request jsonb) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
    wanted tsquery := skill_split.query(request -> 'expression');
    words integer := (request ->> 'words')::integer;
    answer jsonb;
begin
    select jsonb_build_object('hits', coalesce(
        jsonb_agg(
            jsonb_build_object(
                'path', encode((h.f).path, 'hex'), 'kind', (h.f).kind, 'name', (h.f).name,
                'section', skill_split.section_json(h.s), 'score', h.score,
                'snippet', case when words = 0 or (h.s).content is null then '' else ts_headline(
                    'pg_catalog.simple', left((h.s).content, 100000), wanted,
                    format(
                        E'StartSel=\uE000, StopSel=\uE001, MaxWords=%s, MinWords=%s, ShortWord=0, MaxFragments=1',
                        greatest(words, 2), greatest(words / 2, 1)
                    )
                ) end
            ) order by h.nth
        ),
        '[]'
    )) into answer
    from (
        select f, s, score, row_number() over (order by score desc, f.path, s.position) nth
        from public.sections s join public.files f on f.id = s.file_id
        cross join lateral (
            select ts_rank('{0.1, 0.2, 0.3, 1.0}', s.fts, wanted, 1)::double precision score
        ) rank
        where s.fts @@ wanted and skill_split.passes(f, coalesce(request -> 'filter', '{}'))
        order by score desc, f.path, s.position
        limit (request ->> 'limit')::integer + 1 offset (request ->> 'offset')::integer
    ) h;
    return answer;
end $$;
