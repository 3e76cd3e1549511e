-- Who compiled a sheet, or one that it goes on from with its answers, is not the one who approves it.
drop index journal_by_compiler;
create index journal_by_compiler on journal (actor, sheet_id)
    where event in ('ANSWERED', 'SUBMITTED', 'EMPTY_DECLARED', 'EMPTY_UNDONE', 'JUSTIFIED', 'EXPLAINED',
                    'EXPLANATION_WITHDRAWN', 'SECTION_CONFIRMED', 'PROPOSAL_ACCEPTED', 'PROPOSAL_REFUSED',
                    'CHANGE_EXPLAINED');

create function compiled_by(who text) returns table (sheet_id uuid) language sql stable as $$
    with recursive own as (
        select j.sheet_id from journal j
        where j.actor = who and j.sheet_id is not null
          and j.event in ('ANSWERED', 'SUBMITTED', 'EMPTY_DECLARED', 'EMPTY_UNDONE', 'JUSTIFIED', 'EXPLAINED',
                          'EXPLANATION_WITHDRAWN', 'SECTION_CONFIRMED', 'PROPOSAL_ACCEPTED', 'PROPOSAL_REFUSED',
                          'CHANGE_EXPLAINED')
        union
        select s.id from own join sheet s on s.predecessor = own.sheet_id)
    select own.sheet_id from own
$$;

create function has_compiled(who text, sheet uuid) returns boolean language sql stable as $$
    with recursive way as (
        select s.id, s.predecessor from sheet s where s.id = $2
        union all
        select s.id, s.predecessor from way join sheet s on s.id = way.predecessor)
    select exists (
        select from way join journal j on j.sheet_id = way.id
        where j.actor = who
          and j.event in ('ANSWERED', 'SUBMITTED', 'EMPTY_DECLARED', 'EMPTY_UNDONE', 'JUSTIFIED', 'EXPLAINED',
                          'EXPLANATION_WITHDRAWN', 'SECTION_CONFIRMED', 'PROPOSAL_ACCEPTED', 'PROPOSAL_REFUSED',
                          'CHANGE_EXPLAINED'))
$$;
