-- The ledger has two sides: what the region declares or proposes, what an ATS asks for, what the other side answered,
-- how it ended and why. A row was agreed or it was not: only an agreed one has ever an effect, from its first instant to
-- before its last.
alter table delegation
    add column origin            text not null default 'DECLARATION' check (origin in ('DECLARATION', 'REQUEST')),
    add column state             text not null default 'IN_FORCE'
        check (state in ('PROPOSED', 'REQUESTED', 'AHEAD', 'IN_FORCE', 'REFUSED', 'WITHDRAWN', 'REVOKED', 'EXPIRED')),
    add column declared_account  text not null default '',
    add column agreed_at         timestamptz,
    add column answered_by       text,
    add column answered_at       timestamptz,
    add column answer_reason     text,
    add column revoked_at        timestamptz,
    add column revocation_reason text,
    add column version           bigint not null default 0;
comment on column delegation.agreed_at is 'null while the other side has not agreed: the row has no effect';

update delegation set
    agreed_at = declared_at,
    revoked_at = case when revoked_by is not null then valid_to end,
    revocation_reason = case when revoked_by is not null then 'Motivo non registrato' end,
    state = case when valid_to <= present_instant() then case when revoked_by is null then 'EXPIRED' else 'REVOKED' end
                 when valid_from > present_instant() then 'AHEAD' else 'IN_FORCE' end,
    begin_announced_at = coalesce(begin_announced_at, case when valid_from <= present_instant() then present_instant() end),
    end_announced_at = coalesce(end_announced_at, case when valid_to <= present_instant() then present_instant() end);
alter table delegation alter column origin drop default, alter column state drop default,
    alter column declared_account drop default;

-- Two rows for the same never overlapped on purpose: of two written in the same moment the first one counts.
update delegation d set valid_to = valid_from, state = 'EXPIRED', begin_announced_at = present_instant(),
                        end_announced_at = present_instant()
where exists (select from delegation e
              where e.ats = d.ats and e.module is not distinct from d.module
                and (e.declared_at, e.id) < (d.declared_at, d.id)
                and tstzrange(e.valid_from, e.valid_to) && tstzrange(d.valid_from, d.valid_to));

-- Equality as overlap of ranges of one word: an exclusion constraint without any extension.
create type word_range as range (subtype = text, collation = "C");
alter table delegation add constraint one_delegation_at_a_time
    exclude using gist (word_range(ats, ats, '[]') with &&,
                        word_range(coalesce(module, '*'), coalesce(module, '*'), '[]') with &&,
                        tstzrange(valid_from, valid_to) with &&)
    where (agreed_at is not null or state in ('PROPOSED', 'REQUESTED'));

-- What happened to each row; written once, never touched again. A row of the ledger is never deleted.
create table delegation_event (
    entry         bigint generated always as identity primary key,
    delegation_id uuid not null references delegation,
    at            timestamptz not null,
    kind          text not null,
    from_state    text,
    to_state      text not null,
    actor         text not null,
    actor_name    text not null,
    reason        text,
    valid_from    timestamptz not null,
    valid_to      timestamptz
);
create index delegation_event_by_row on delegation_event (delegation_id, entry);
insert into delegation_event (delegation_id, at, kind, to_state, actor, actor_name, reason, valid_from, valid_to)
    select id, declared_at, 'DECLARED', 'IN_FORCE', declared_by, declared_by, reason, valid_from, valid_to
    from delegation order by declared_at, id;
revoke update, delete, truncate on delegation_event from "${app}";
revoke delete, truncate on delegation from "${app}";

-- Whether a declaration waits for the ATS; the last row counts, the others say how it was before.
create table delegation_rule (
    entry               bigint generated always as identity primary key,
    acceptance_required boolean not null,
    reason              text not null,
    author              text not null,
    set_at              timestamptz not null
);
revoke update, delete, truncate on delegation_rule from "${app}";
