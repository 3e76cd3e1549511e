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

    List<Sheet> findByYearAndAts(int year, String ats);

    /** All sheets of an ATS in a year under lock, always in the same order. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Sheet s where s.year = :year and s.ats = :ats order by s.id")
    List<Sheet> lockAll(int year, String ats);

    List<Sheet> findByAtsAndStateIn(String ats, Collection<SheetState> states);

    @Query("select s.id from Sheet s where s.predecessor = :id")
    Optional<UUID> successorOf(UUID id);
}
