-- The two roles and the database (decision 0006): the owner migrates, the application reads and writes.
-- psql -v owner=… -v owner_password=… -v app=… -v app_password=… -v database=… -f roles.sql
select format('create role %I login password %L', :'owner', :'owner_password')
where not exists (select from pg_roles where rolname = :'owner') \gexec
select format('create role %I login password %L', :'app', :'app_password')
where not exists (select from pg_roles where rolname = :'app') \gexec
select format('create database %I owner %I encoding ''UTF8'' template template0', :'database', :'owner')
where not exists (select from pg_database where datname = :'database') \gexec
select format('revoke all on database %I from public', :'database') \gexec
select format('grant connect on database %I to %I', :'database', :'app') \gexec
