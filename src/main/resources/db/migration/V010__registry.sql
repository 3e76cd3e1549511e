-- The territory: who belongs to whom, and in which year.

create table regional_body (
    code         text primary key check (code ~ '^[0-9]{4}$'),
    kind         text not null check (kind in ('REGION', 'AUTONOMOUS_PROVINCE')),
    name         text not null,
    istat_region text not null check (istat_region ~ '^[0-9]{2}$')
);

create table province (
    code          text primary key check (code ~ '^[0-9]{3}$'),
    abbreviation  text not null,
    name          text not null,
    regional_body text not null references regional_body
);

create table municipality (
    code            text primary key check (code ~ '^[0-9]{6}$'),
    name            text not null,
    province        text not null references province,
    regional_body   text not null references regional_body,
    cadastral_code  text not null,
    population_2021 integer,
    population_2022 integer,
    folded          text generated always as (sioss.fold(name)) stored
);
create index municipality_regional_body on municipality (regional_body);

-- ISTAT codes no longer in use: a municipality that merged, or one that was given another code
create table former_municipality (
    code      text primary key check (code ~ '^[0-9]{6}$'),
    name      text not null,
    reason    text not null check (reason in ('MERGED', 'RECODED')),
    successor text not null references municipality
);

create table ats (
    code              text primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$'),
    name              text not null,
    regional_body     text not null references regional_body,
    lead_municipality text references municipality,
    valid_from_year   integer not null,
    valid_to_year     integer,
    synthetic         boolean not null,
    folded            text generated always as (sioss.fold(name)) stored,
    -- one less than the first year: announced, then withdrawn before it ever began
    check (valid_to_year >= valid_from_year - 1)
);
create index ats_regional_body on ats (regional_body);

-- what an ATS was called up to a year; the present name is in ats
create table ats_former_name (
    ats     text not null references ats,
    to_year integer not null,
    name    text not null,
    primary key (ats, to_year)
);

create table ats_membership (
    municipality text not null references municipality,
    ats          text not null references ats,
    from_year    integer not null check (from_year between 1990 and 2999),
    to_year      integer check (to_year between from_year and 2999),
    primary key (municipality, from_year),
    -- at most one ATS per municipality and year: each municipality has its own stretch of ten thousand years
    constraint one_ats_per_year exclude using gist (
        int8range(municipality::bigint * 10000 + from_year,
                  municipality::bigint * 10000 + coalesce(to_year, 9999), '[]') with &&)
);
create index ats_membership_ats on ats_membership (ats, from_year);

-- which edition of the files shipped with the application is in these tables
create table reference_file (
    name        text primary key,
    fingerprint text not null,
    loaded_at   timestamptz not null
);

-- every articulation an administrator uploaded: previewed, then applied (or left)
create table territory_upload (
    id            uuid primary key,
    account       text not null,
    from_year     integer not null,
    regional_body text references regional_body,
    content       bytea not null,
    fingerprint   text not null,
    uploaded_at   timestamptz not null,
    applied_at    timestamptz
);
