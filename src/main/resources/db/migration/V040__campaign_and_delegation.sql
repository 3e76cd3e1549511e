-- A collection year, its modules and its windows.
create table campaign (
    year          int primary key check (year between 2019 and 2100),
    state         text not null check (state in ('DRAFT', 'OPENING', 'OPEN', 'CLOSED')),
    demonstration boolean not null default false,
    regions       text[],
    created_at    timestamptz not null,
    created_by    text not null,
    opened_at     timestamptz,
    opened_by     text,
    closed_at     timestamptz,
    outcome       jsonb
);
comment on column campaign.regions is 'the regional bodies taking part; null means all';

create table campaign_module (
    year   int not null references campaign on delete cascade,
    module text not null,
    primary key (year, module)
);

-- Versioned windows: for a module (or the services database), for all or for a region, an ATS or a single sheet.
create table collection_window (
    id                uuid primary key,
    year              int not null references campaign on delete cascade,
    module            text,
    region            text,
    ats               text,
    sheet_id          uuid,
    version           int not null,
    opens_at          timestamptz not null,
    last_new_sheet_at timestamptz not null,
    deadline          timestamptz not null,
    rectification_end timestamptz not null,
    reason            text not null,
    author            text not null,
    created_at        timestamptz not null,
    superseded_at     timestamptz,
    constraint dates_in_order check (opens_at < deadline and opens_at <= last_new_sheet_at
                                     and last_new_sheet_at <= deadline and deadline <= rectification_end),
    unique nulls not distinct (year, module, region, ats, sheet_id, version)
);
comment on column collection_window.module is 'null means the services database';
create index current_window on collection_window (year, module) where superseded_at is null;

-- Who compiles for whom, which modules, from when to when.
create table delegation (
    id          uuid primary key,
    region      text not null,
    ats         text not null,
    module      text,
    scope       text not null check (scope in ('COMPILATION', 'COMPILATION_AND_FINALIZATION')),
    valid_from  timestamptz not null,
    valid_to    timestamptz,
    reason      text not null,
    declared_by text not null,
    declared_at timestamptz not null,
    revoked_by  text,
    check (valid_to is null or valid_to >= valid_from)
);
comment on column delegation.module is 'null means every module';
create index delegation_by_ats on delegation (ats);
create index delegation_by_region on delegation (region);
