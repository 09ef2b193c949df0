-- The migration that the original's status report asks for: `config`, `script` and the other types that its parsers
-- make, which the first constraint refuses.
do $migration$
begin
    if to_regclass('public.loads') is not null then
        return;
    end if;
    alter table public.files drop constraint if exists files_type_check;
    alter table public.files add constraint files_type_check check (
        type in (
            'skill', 'command', 'reference', 'agent', 'plugin', 'hook', 'output_style', 'config', 'documentation',
            'script'
        )
    );
end
$migration$;
