package it.sioss.sheet;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface RemarkRepository extends JpaRepository<Remark, UUID> {

    @Query("select r from Remark r where r.sheetId = :sheetId order by r.writtenAt")
    List<Remark> findBySheetIdOrderByWrittenAt(UUID sheetId);
}
