package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.support.SiossTest;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** One key is one request, also when two come at the same moment. */
@SiossTest
class IdempotentAnswersTest {

    @Autowired
    IdempotentAnswers answers;

    @Autowired
    TransactionTemplate transaction;

    private void remember(String key, String request) {
        transaction.executeWithoutResult(status -> answers.remember("qualcuno", key, request, "{}"));
    }

    @Test
    void theSecondOfTwoRequestsAtOnceIsRefusedLikeALaterOne() {
        String key = UUID.randomUUID().toString();
        CompletableFuture<Void> second = transaction.execute(status -> {
            answers.remember("qualcuno", key, "finalizzazione/una", "{\"numero\":1}");
            return CompletableFuture.runAsync(() -> remember(key, "finalizzazione/altra"));
        });
        assertThat(second).isNotNull();
        assertThatThrownBy(second::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(422);
                    assertThat(refusal.code()).isEqualTo("CHIAVE_GIA_USATA");
                });
        assertThat(answers.given("qualcuno", key, "finalizzazione/una")).contains("{\"numero\":1}");
    }
}
