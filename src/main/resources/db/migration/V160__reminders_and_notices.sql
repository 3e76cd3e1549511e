-- Reminders: so many days before a deadline; data of the campaign.
alter table campaign add column reminder_days int[] not null default '{30,10,3,1}';
alter table campaign add column reminder_days_since timestamptz;
comment on column campaign.reminder_days_since is 'when the days were last decided: a reminder that lay in the past then is not made up for';

-- Which reminders have been seen to: every one later than the last round's and not later than this one's.
create table reminder_round (
    year        int not null references campaign on delete cascade,
    after       timestamptz not null,
    up_to       timestamptz not null,
    recorded_at timestamptz not null,
    primary key (year, up_to),
    check (after < up_to)
);

-- What a person is told, once per key.
create table notice (
    id         uuid primary key,
    account_id uuid not null references account,
    key        text not null,
    kind       text not null check (kind in ('REMINDER', 'SOLICITATION', 'RETURNED', 'APPROVED', 'DELEGATION', 'EXTENSION',
                                             'REOPENING', 'LAPSE', 'ASSISTANCE', 'RECEIPT')),
    year       int,
    title      text not null,
    body       text not null,
    lines      jsonb not null default '[]',
    link       text not null,
    written_at timestamptz not null,
    read_at    timestamptz,
    unique (key, account_id)
);
create index notice_unread on notice (account_id) where read_at is null;
create index notice_by_person on notice (account_id, written_at desc, id);
comment on column notice.lines is 'what it is about, one thing per line, each with the address of its place';

-- About which sheets (or services databases) a person has been reminded, so many days before.
create table reminded (
    account_id uuid not null references account,
    subject    uuid not null,
    days       int not null,
    notice_id  uuid not null references notice,
    primary key (account_id, subject, days)
);

-- The outbox: one e-mail per notice at most. While somebody tries to send it, the next attempt lies a while ahead: after a
-- crash it is tried again.
create table mail (
    notice_id       uuid primary key references notice,
    state           text not null check (state in ('WAITING', 'SENT', 'REFUSED', 'UNSENT')),
    attempts        int not null default 0,
    next_attempt_at timestamptz not null,
    address         text,
    problem         text,
    settled_at      timestamptz
);
create index mail_waiting on mail (next_attempt_at) where state = 'WAITING';
create index mail_by_state on mail (state, settled_at desc);
comment on column mail.state is 'UNSENT: written while no mail server was set up';

-- Who does not want e-mails; without a row, they are wanted.
create table notice_preference (
    account_id uuid primary key references account,
    mail       boolean not null
);

-- Solicitations, the newest of each district says when the next is allowed.
create table solicitation (
    id       uuid primary key,
    year     int not null references campaign,
    ats      text not null,
    author   text not null,
    sentence text,
    people   int not null,
    at       timestamptz not null
);
create index solicitation_by_ats on solicitation (year, ats, at desc);
