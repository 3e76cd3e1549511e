-- What orders the queue of reviews, counted where a sheet is judged; how often it was returned; what a limited return left open.
alter table sheet add column variations int not null default 0;
alter table sheet add column unlike_source int not null default 0;
alter table sheet add column returns int not null default 0;
alter table sheet add column open_sections text[];
comment on column sheet.variations is 'standing warnings against last year or similar districts';
comment on column sheet.unlike_source is 'values that differ from the ones another system sent';
comment on column sheet.open_sections is 'the sections a limited return leaves open; null when the whole sheet may change';

update sheet s set returns = j.times
from (select sheet_id, count(*) as times from journal where event = 'RETURNED' group by sheet_id) j
where j.sheet_id = s.id and s.state not in ('FINALIZED', 'WITHDRAWN', 'LAPSED');

create index sheet_in_review on sheet (region, year) where state = 'IN_REVIEW';

-- What a reviewer has seen of a sheet, and what they had seen before that: what differs between the two is marked for them.
create table review_seen (
    sheet_id       uuid not null references sheet,
    username       text not null,
    seen_version   bigint not null,
    seen           jsonb not null,
    seen_at        timestamptz not null,
    before_version bigint,
    before         jsonb,
    before_at      timestamptz,
    primary key (sheet_id, username)
);
comment on column review_seen.seen is 'answers, "senza contenuti" and justification as they were shown';

-- Many sheets approved at once: who chose them, and by which seed the ones to open first were drawn. Written once.
create table bulk_approval (
    id          uuid primary key,
    author      text not null,
    author_name text not null,
    seed        bigint not null,
    chosen      int not null,
    sampled     int not null,
    created_at  timestamptz not null
);
create table bulk_approval_item (
    approval        uuid not null references bulk_approval,
    sheet_id        uuid not null references sheet,
    answers_version bigint not null,
    sampled         boolean not null,
    primary key (approval, sheet_id)
);
create index bulk_approval_by_author on bulk_approval (author, created_at);

-- What came of each sheet; a row per sheet, once.
create table bulk_approval_result (
    approval   uuid not null,
    sheet_id   uuid not null,
    code       text not null,
    words      text not null,
    decided_at timestamptz not null,
    primary key (approval, sheet_id),
    foreign key (approval, sheet_id) references bulk_approval_item (approval, sheet_id)
);
revoke update, delete, truncate on bulk_approval, bulk_approval_item, bulk_approval_result from "${app}";
