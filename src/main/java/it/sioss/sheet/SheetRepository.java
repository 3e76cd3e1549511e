package it.sioss.sheet;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface SheetRepository extends JpaRepository<Sheet, UUID> {

    /** The row lock that decides every race: taken first, by people and timers alike. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Sheet s where s.id = :id")
    Optional<Sheet> lock(UUID id);

    @Query("select s from Sheet s where s.year = :year and s.ats = :ats")
    List<Sheet> findByYearAndAts(int year, String ats);

    /** All sheets of an ATS in a year under lock, always in the same order. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Sheet s where s.year = :year and s.ats = :ats order by s.id")
    List<Sheet> lockAll(int year, String ats);

    /** The open sheets of an ATS in every year under lock, in the same order as ever. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Sheet s where s.ats = :ats and s.state in :states order by s.id")
    List<Sheet> lockOpen(String ats, Collection<SheetState> states);

    @Query("select s from Sheet s where s.ats = :ats and s.state in :states")
    List<Sheet> findByAtsAndStateIn(String ats, Collection<SheetState> states);

    /** The newest sheet that went on from this one in the same place; one that was withdrawn takes the place of none. */
    @Query("""
            select n from Sheet n, Sheet s
            where s.id = :id and n.year = s.year and n.ats = s.ats and n.module = s.module and n.level = s.level
            and n.body = s.body and n.sequence > s.sequence
            and n.state <> it.sioss.sheet.SheetState.WITHDRAWN order by n.sequence desc limit 1""")
    Optional<Sheet> newerThan(UUID id);

    /** The newest sheet before this one in the same place that has a transmission. */
    @Query("""
            select o.id from Sheet o, Sheet s
            where s.id = :id and o.year = s.year and o.ats = s.ats and o.module = s.module and o.level = s.level
            and o.body = s.body and o.sequence < s.sequence and o.state = it.sioss.sheet.SheetState.FINALIZED
            order by o.sequence desc limit 1""")
    Optional<UUID> transmittedBefore(UUID id);

    /** The highest sequence in the place of this sheet, withdrawn ones too. */
    @Query("""
            select max(n.sequence) from Sheet n, Sheet s
            where s.id = :id and n.year = s.year and n.ats = s.ats and n.module = s.module and n.level = s.level
            and n.body = s.body""")
    int lastSequence(UUID id);
}
