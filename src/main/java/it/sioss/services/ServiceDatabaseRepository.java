package it.sioss.services;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface ServiceDatabaseRepository extends JpaRepository<ServiceDatabase, UUID> {

    @Query("select d from ServiceDatabase d where d.year = :year and d.ats = :ats")
    Optional<ServiceDatabase> findByYearAndAts(int year, String ats);

    /** The row lock that decides every race about a database and its Allegato 1. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from ServiceDatabase d where d.year = :year and d.ats = :ats")
    Optional<ServiceDatabase> lock(int year, String ats);

    /** All years of an ATS under lock, always in the same order. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from ServiceDatabase d where d.ats = :ats order by d.year")
    List<ServiceDatabase> lockAll(String ats);

    List<ServiceDatabase> findByAtsAndYearLessThanOrderByYearDesc(String ats, int year);

    List<ServiceDatabase> findByYearAndStateIn(int year, List<ServiceDatabaseState> states);
}
