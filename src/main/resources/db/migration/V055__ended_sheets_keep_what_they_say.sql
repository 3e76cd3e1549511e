-- What an ended sheet says stays as it was, whole; only its dueness may still be told anew.
create or replace function ended_is_ended() returns trigger language plpgsql as $$
begin
    if old.state in ('FINALIZED', 'WITHDRAWN', 'LAPSED')
       and (new.state, new.state_since, new.state_reason, new.answers, new.retired, new.declared_empty,
            new.justification_category, new.justification_text, new.revision, new.compiler)
           is distinct from
           (old.state, old.state_since, old.state_reason, old.answers, old.retired, old.declared_empty,
            old.justification_category, old.justification_text, old.revision, old.compiler) then
        raise exception 'the sheet % has ended (%) and cannot change', old.id, old.state using errcode = '23514';
    end if;
    return new;
end $$;
