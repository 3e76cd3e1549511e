package it.sioss.delegation;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface DelegationRepository extends JpaRepository<Delegation, UUID> {

    List<Delegation> findByAts(String ats);

    List<Delegation> findByRegionInOrAtsInOrderByDeclaredAtDesc(Collection<String> regions, Collection<String> ats);

    List<Delegation> findAllByOrderByDeclaredAtDesc();
}
