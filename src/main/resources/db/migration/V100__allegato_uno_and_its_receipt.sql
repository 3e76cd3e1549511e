-- How many lines of Allegato 1 have been numbered so far, so that a number is never given twice.
alter table service_database add column lines int not null default 0;

-- Allegato 1: which services of the nomenclature an ATS has activated in a year.
create table activated_service (
    id          uuid primary key,
    database_id uuid not null references service_database,
    service     text not null,
    activated   boolean not null,
    version     bigint not null default 0,
    unique (database_id, service)
);
comment on column activated_service.service is 'code of the nomenclature; a service without a row has not been answered';

-- How an activated service is carried out, and by whom: one numbered line of Allegato 1.
create table implementation_mode (
    id             uuid primary key,
    database_id    uuid not null references service_database,
    service        text not null,
    line           int not null check (line >= 1),
    manner         text not null check (manner in ('DIRECT', 'CONTRACT', 'ACCREDITATION', 'CO_DESIGN', 'PUBLIC_COMPANY',
                                                   'HEALTH_DELEGATION', 'GRANT')),
    exercise       text not null check (exercise in ('SINGLE', 'ASSOCIATED', 'ASSOCIATED_FOR_SOME')),
    legal_form     text not null,
    body           text not null,
    body_name      text not null,
    tax_code       text,
    whole_ats      boolean not null,
    municipalities text[] not null,
    version        bigint not null default 0,
    unique (database_id, line),
    foreign key (database_id, service) references activated_service (database_id, service),
    constraint whole_or_some check (not whole_ats or cardinality(municipalities) = 0)
);
comment on column implementation_mode.line is 'the number people read ("Allegato 1, riga 12"); never used again for another line';
comment on column implementation_mode.body is 'the ATS code, the ISTAT code of a municipality, or the tax code of another body';

-- What was sent when a services database was finalized, byte by byte.
create table database_transmission (
    number           bigint primary key,
    database_id      uuid not null unique references service_database,
    year             int not null,
    ats              text not null,
    region           text not null,
    format_version   int not null,
    canonical        bytea not null,
    fingerprint      text not null,
    received_at      timestamptz not null,
    deadline_applied timestamptz not null,
    decided_at       timestamptz not null,
    actor            text not null,
    actor_name       text not null,
    on_behalf_of     text,
    constraint received_in_time check (received_at < deadline_applied)
);
create index database_transmission_fingerprint on database_transmission (fingerprint);
revoke update, delete, truncate on database_transmission from "${app}";

-- A sheet that joins a year already finalized says which receipt it integrates.
alter table sheet add column integrates bigint references database_transmission;
alter table transmission add column integrates bigint references database_transmission;

-- A finalized services database never changes again, nor do the lines of its Allegato 1.
create function finalized_database_stays() returns trigger language plpgsql as $$
begin
    if old.state = 'FINALIZED' then
        raise exception 'the services database % is finalized and cannot change', old.id using errcode = '23514';
    end if;
    return coalesce(new, old);
end $$;
create trigger finalized_database_stays before update or delete on service_database
    for each row execute function finalized_database_stays();

create function annex_of_finalized_database_stays() returns trigger language plpgsql as $$
declare
    concerned uuid := case when tg_op = 'INSERT' then new.database_id else old.database_id end;
begin
    if exists (select from service_database d where d.id = concerned and d.state = 'FINALIZED') then
        raise exception 'the services database % is finalized: its Allegato 1 cannot change', concerned using errcode = '23514';
    end if;
    return coalesce(new, old);
end $$;
create trigger annex_of_finalized_database_stays before insert or update or delete on activated_service
    for each row execute function annex_of_finalized_database_stays();
create trigger annex_of_finalized_database_stays before insert or update or delete on implementation_mode
    for each row execute function annex_of_finalized_database_stays();

-- Once the year's database is finalized, a finalized sheet of it stays as it is, column by column, and cannot go away.
create function finalized_year_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'the sheet % has been transmitted and cannot be deleted', old.id using errcode = '23514';
    end if;
    if row(new.*) is distinct from row(old.*)
       and exists (select from service_database d where d.year = old.year and d.ats = old.ats and d.state = 'FINALIZED') then
        raise exception 'the sheet % belongs to a finalized database and cannot change', old.id using errcode = '23514';
    end if;
    return new;
end $$;
create trigger finalized_year_stays before update or delete on sheet
    for each row when (old.state = 'FINALIZED') execute function finalized_year_stays();
