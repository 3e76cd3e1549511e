package it.sioss.delegation;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface DelegationRepository extends JpaRepository<Delegation, UUID> {

    List<Delegation> findByAts(String ats);

    List<Delegation> findByRegionInOrderByDeclaredAtDesc(Collection<String> regions);

    List<Delegation> findAllByOrderByDeclaredAtDesc();
}
