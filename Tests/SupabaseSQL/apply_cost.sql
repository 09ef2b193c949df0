-- How many rows of `sections` a batch of 500 new files reads by going through the table.
begin;
do $$ begin
    perform public.skill_split_apply(jsonb_build_object(
        'id', gen_random_uuid(), 'deleted', '[]'::jsonb, 'files', (
            select jsonb_agg(jsonb_build_object(
                'path', encode(convert_to('c/' || n, 'UTF8'), 'hex'), 'kind', 'documentation', 'seed', n, 'size', 1,
                'hash', repeat('0', 64), 'revision', repeat('0', 32), 'permissions', 420, 'metadata', '{}',
                'parser', 'p', 'parser_version', 1, 'parser_options', '', 'diagnostics', '[]'::jsonb,
                'sections', jsonb_build_array(jsonb_build_object(
                    'kind', 'text', 'title', 't', 'depth', 0, 'address', 't', 'from', 0, 'to', 1, 'first', 1,
                    'last', 1, 'hash', repeat('0', 32), 'text', 'x'
                ))
            )) from generate_series(1, 500) n
        )
    ));
end $$;
select n_tup_ins || ' stored, ' || seq_tup_read || ' read' from pg_stat_xact_user_tables where relname = 'sections';
rollback;
