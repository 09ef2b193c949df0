-- A project that the original filled: its tables, and as many files as its status report counts.
\ir ../../migrations/supabase/20260203000000_original_library.sql

insert into public.files (id, name, storage_path, type, frontmatter, hash, created_at)
select md5('file' || n)::uuid, 'SKILL.md',
    case when n % 10 = 0 then '/srv/shared/../skills/' || n || '//SKILL.md'
        when n % 97 = 0 then '/Users/grace/.claude/skills/s' || n - 1 || '/SKILL.md'
        else '/home/ada/.claude/skills/s' || n || '/SKILL.md' end,
    case when n <= 1288 then 'reference' when n <= 1365 then 'skill' else 'command' end,
    case when n % 3 = 0 then E'name: s' || n || E'\ndescription: Größe ' || n || E'\n' end,
    -- The hash of what was ingested; every fifth file cannot be put together again.
    encode(sha256(convert_to(
        case when n % 5 = 4 then 'lost ' else '' end
        || case when n % 3 = 0 then E'---\nname: s' || n || E'\ndescription: Größe ' || n || E'\n---\n\n' else '' end
        || E'# Title ' || n || E'\n\nText.\n## Part\nmore\n<note>\ninside\n</note>\n',
        'UTF8'
    )), 'hex'),
    timestamptz '2026-02-01' + n * interval '1 second'
from generate_series(1, 1367) n;
insert into public.sections (id, file_id, parent_id, level, title, content, order_index, line_start, line_end)
select md5('a' || n)::uuid, md5('file' || n)::uuid, null::uuid, 1, 'Title ' || n, E'\nText.\n', 0, 1, 3
from generate_series(1, 1367) n
union all
select md5('b' || n)::uuid, md5('file' || n)::uuid, md5('a' || n)::uuid, 2, 'Part', E'more\n', 0, 4, 5
from generate_series(1, 1367) n
union all
select md5('c' || n)::uuid, md5('file' || n)::uuid, md5('b' || n)::uuid, -1, 'note', E'inside\n', 0, 6, 8
from generate_series(1, 1367) n;
insert into public.checkouts (file_id, section_id, user_name, target_path) values
    (md5('file1')::uuid, null, 'ada', '/home/ada/a'), (null, md5('b2')::uuid, 'ada', '/home/ada/b');
