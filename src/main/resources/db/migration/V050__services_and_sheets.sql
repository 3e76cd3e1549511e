-- The services database of an ATS in a year: Allegato 1 and the sheets that follow from it.
create table service_database (
    id                  uuid primary key,
    year                int not null references campaign,
    ats                 text not null,
    ats_name            text not null,
    region              text not null,
    state               text not null check (state in ('COMPILING', 'READY', 'FINALIZED', 'LAPSED')),
    state_since         timestamptz not null,
    process_instance_id text,
    words               text not null,
    version             bigint not null default 0,
    unique (year, ats)
);
comment on column service_database.words is 'what a search may find this ATS by: names of ATS, municipalities, region (folded)';

-- The sheet: the case itself.
create table sheet (
    id                     uuid primary key,
    year                   int not null references campaign,
    ats                    text not null,
    region                 text not null,
    module                 text not null,
    level                  text not null check (level in ('ATS', 'MUNICIPALITY', 'OTHER_BODY')),
    body                   text not null,
    body_name              text not null,
    sequence               int not null check (sequence >= 1),
    predecessor            uuid references sheet,
    dueness                text not null check (dueness in ('REQUIRED', 'OPTIONAL', 'NOT_REQUIRED')),
    dueness_reason         text not null,
    state                  text not null check (state in ('COMPILING', 'RETURNED', 'JUSTIFYING', 'IN_REVIEW', 'READY',
                                                          'FINALIZED', 'WITHDRAWN', 'LAPSED')),
    state_since            timestamptz not null,
    state_reason           text,
    revision               uuid not null references module_revision,
    answers                jsonb not null,
    retired                jsonb not null default '{}',
    answers_version        bigint not null default 0,
    declared_empty         boolean not null default false,
    justification_category text,
    justification_text     text,
    compiler               text not null check (compiler in ('ATS', 'REGION')),
    asked                  int not null,
    answered               int not null,
    blocking               int not null,
    warnings               int not null,
    contents_empty         boolean not null default true,
    touched                boolean not null default false,
    saved_at               timestamptz,
    saved_by               text,
    process_instance_id    text,
    opened_at              timestamptz not null,
    version                bigint not null default 0,
    unique (year, ats, module, level, body, sequence),
    constraint justified_when_past_justification check (
        not declared_empty or state in ('COMPILING', 'RETURNED', 'JUSTIFYING', 'WITHDRAWN', 'LAPSED')
        or (justification_category is not null and justification_text is not null))
);
create unique index sheet_live_once on sheet (year, ats, module, level, body)
    where state in ('COMPILING', 'RETURNED', 'JUSTIFYING', 'IN_REVIEW', 'READY');
create index sheet_by_ats on sheet (ats, year);
create index sheet_by_region on sheet (region, year);
create index sheet_by_year on sheet (year, module, state);
create index sheet_by_instance on sheet (process_instance_id);
create index sheet_by_predecessor on sheet (predecessor);

-- The one answer to "what is the deadline of this sheet": the most favourable of the windows that apply to it.
create function window_of(s_year int, s_module text, s_region text, s_ats text, s_id uuid)
    returns table (opens_at timestamptz, last_new_sheet_at timestamptz, deadline timestamptz, rectification_end timestamptz)
    language sql stable rows 1
    begin atomic
        select min(w.opens_at), max(w.last_new_sheet_at), max(w.deadline), max(w.rectification_end)
        from collection_window w
        where w.superseded_at is null and w.year = s_year and w.module is not distinct from s_module
          and (w.region is null or w.region = s_region)
          and (w.ats is null or w.ats = s_ats)
          and (w.sheet_id is null or w.sheet_id = s_id);
    end;

-- What was sent, byte by byte; the receipt is read from here.
create sequence receipt_number;
create table transmission (
    number            bigint primary key,
    sheet_id          uuid not null unique references sheet,
    year              int not null,
    format_version    int not null,
    canonical         bytea not null,
    fingerprint       text not null,
    empty             boolean not null,
    received_at       timestamptz not null,
    deadline_applied  timestamptz not null,
    decided_at        timestamptz not null,
    actor             text not null,
    actor_name        text not null,
    on_behalf_of      text,
    previous          bigint references transmission,
    constraint received_in_time check (received_at < deadline_applied)
);
create index transmission_fingerprint on transmission (fingerprint);

-- What the reviewer asks to correct, on a question, a section or the whole sheet.
create table remark (
    id         uuid primary key,
    sheet_id   uuid not null references sheet,
    question   text,
    section    text,
    words      text not null,
    author     text not null,
    written_at timestamptz not null,
    open       boolean not null default true
);
create index remark_by_sheet on remark (sheet_id);

-- The journal: every deed, once written never touched. Curves, medians and histories derive from it.
create table journal (
    entry        bigint generated always as identity primary key,
    at           timestamptz not null,
    year         int,
    sheet_id     uuid,
    ats          text,
    region       text,
    module       text,
    event        text not null,
    from_state   text,
    to_state     text,
    actor        text not null,
    actor_name   text not null,
    on_behalf_of text,
    changes      jsonb
);
create index journal_by_sheet on journal (sheet_id, entry);
create index journal_by_year on journal (year, event, at);
revoke update, delete, truncate on journal from "${app}";
revoke update, delete, truncate on transmission from "${app}";

-- A sheet that has ended never goes back: reopening starts a new sheet.
create function ended_is_ended() returns trigger language plpgsql as $$
begin
    if old.state in ('FINALIZED', 'WITHDRAWN', 'LAPSED')
       and (new.state <> old.state or new.answers <> old.answers) then
        raise exception 'the sheet % has ended (%) and cannot change', old.id, old.state using errcode = '23514';
    end if;
    return new;
end $$;
create trigger ended_is_ended before update on sheet for each row execute function ended_is_ended();
