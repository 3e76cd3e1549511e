package it.sioss.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The JVM that started this one, as its {@link Child}. */
public final class Parent {

    private static final BufferedReader WORDS =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private Parent() {}

    public static void tell(String words) {
        System.out.println("> " + words);
        System.out.flush();
    }

    /** The next line it says; null when it is gone. */
    public static @Nullable String hear() throws IOException {
        return WORDS.readLine();
    }
}
