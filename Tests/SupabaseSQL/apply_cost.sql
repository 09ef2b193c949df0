-- How many rows of `sections` two batches read by going through the table: 500 new files, then an edit of each.
begin;
do $$ begin
    for edition in 1..2 loop
        perform public.skill_split_apply(jsonb_build_object(
            'id', gen_random_uuid(), 'deleted', '[]'::jsonb, 'files', (
                select jsonb_agg(jsonb_build_object(
                    'path', encode(convert_to('c/' || n, 'UTF8'), 'hex'), 'kind', 'documentation',
                    'seed', edition * 1000 + n,
                    'size', edition, 'hash', repeat(edition::text, 64), 'revision', repeat(edition::text, 32),
                    'expected', case edition when 2 then repeat('1', 32) end,
                    'permissions', 420, 'metadata', '{}', 'parser', 'p', 'parser_version', 1, 'parser_options', '',
                    'diagnostics', '[]'::jsonb, 'sections', (
                        select jsonb_agg(jsonb_build_object(
                            'kind', 'text', 'title', 't', 'depth', 0, 'address', 't' || s, 'from', s - 1, 'to', s,
                            'first', s, 'last', s, 'hash', repeat(edition::text, 32), 'text', 'x'
                        )) from generate_series(1, edition) s
                    )
                )) from generate_series(1, 500) n
            )
        ));
    end loop;
end $$;
select n_tup_ins || ' stored, ' || n_tup_del || ' deleted, ' || seq_tup_read || ' read'
from pg_stat_xact_user_tables where relname = 'sections';
rollback;
