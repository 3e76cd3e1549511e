-- Who may enter, and with which mandates (person × role × territory × period).
create table account (
    id                   uuid primary key,
    username             text not null check (length(username) between 3 and 120),
    display_name         text not null,
    email                text,
    password_hash        text not null,
    must_change_password boolean not null default false,
    enabled              boolean not null default true,
    demonstration        boolean not null default false,
    created_at           timestamptz not null
);
create unique index account_username on account (lower(username));

create table mandate (
    id         uuid primary key,
    account_id uuid not null references account,
    role       text not null check (role in ('ATS_OPERATOR', 'ATS_REFERENT', 'REGION_OPERATOR', 'REGION_SUPERVISOR',
                                             'ADMINISTRATOR', 'MINISTRY_READER')),
    territory  text not null,
    valid_from timestamptz not null,
    valid_to   timestamptz,
    created_by text not null,
    check (valid_to is null or valid_to > valid_from)
);
create index mandate_account on mandate (account_id);
create index mandate_territory on mandate (territory, role);

-- Failed logins, shared by the nodes and kept across restarts, for the throttle.
create table login_failure (
    username  text not null,
    address   text not null,
    failed_at timestamptz not null
);
create index login_failure_by_username on login_failure (username, failed_at);
create index login_failure_by_address on login_failure (address, failed_at);
