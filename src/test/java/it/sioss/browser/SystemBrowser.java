package it.sioss.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The Chromium of this machine, the one without windows first (it draws twice as fast), driven without a download and
 * started once for all the walks of a thread; its absence is one clear line, never a skipped test.
 */
final class SystemBrowser {

    /** Playwright is of one thread only. */
    private static final ThreadLocal<Browser> SHARED = ThreadLocal.withInitial(SystemBrowser::launch);

    private SystemBrowser() {}

    /** The one browser; whoever takes it opens contexts of their own and closes them. */
    static Browser shared() {
        return SHARED.get();
    }

    private static Browser launch() {
        Path program = Stream.of(
                        System.getenv("SIOSS_BROWSER"),
                        "/usr/bin/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/snap/bin/chromium",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "No browser found: install Chromium or name one in SIOSS_BROWSER; the browser tests are never skipped."));
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }
}
