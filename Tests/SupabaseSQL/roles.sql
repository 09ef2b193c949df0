-- What a Supabase project has before its first migration, as far as the migrations rely on it.
do $$
declare
    name text;
begin
    -- Roles are of all databases of a server: of two that are prepared at once, one would fail.
    lock table pg_authid in share row exclusive mode;
    foreach name in array array['anon', 'authenticated', 'service_role'] loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I nologin noinherit', name);
        end if;
    end loop;
    if not exists (select from pg_roles where rolname = 'authenticator') then
        create role authenticator login noinherit;
    end if;
    alter role service_role bypassrls;
    grant anon, authenticated, service_role to authenticator;
    alter role anon set statement_timeout = '3s';
    alter role authenticated set statement_timeout = '8s';
    alter role authenticator set statement_timeout = '8s';
end $$;
create schema if not exists extensions;
create schema if not exists graphql_public;
grant usage on schema public, extensions, graphql_public to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant execute on functions to anon, authenticated, service_role;
