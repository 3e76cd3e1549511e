package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import it.sioss.support.House;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Somebody before a screen: enters, opens a sheet, types, presses. */
final class Person implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final String address;
    private final BrowserContext context;
    private final Page page;

    Person(Browser browser, String address, String username) {
        this.address = address;
        this.context = browser.newContext(
                new Browser.NewContextOptions().setLocale("it-IT").setViewportSize(1280, 900));
        this.page = context.newPage();
        page.setDefaultTimeout(20_000);
        enter(username);
    }

    /** By the same form as everybody, but without drawing the page: what is drawn there has a test of its own. */
    private void enter(String username) {
        String login = context.request().get(address + "/accesso").text();
        var token = TOKEN.matcher(login);
        if (!token.find()) {
            throw new IllegalStateException("the login page has no token: " + login);
        }
        var answer = context.request()
                .post(
                        address + "/accesso",
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("username", username)
                                        .set("password", House.PASSWORD)
                                        .set("_csrf", token.group(1)))
                                .setMaxRedirects(0));
        if (answer.headers().getOrDefault("location", "").contains("/accesso")) {
            throw new IllegalStateException(username + " is not let in");
        }
    }

    Page page() {
        return page;
    }

    Person go(String path) {
        page.navigate(address + path);
        return this;
    }

    /** Opens a sheet and waits until it can be worked on. */
    Person open(UUID sheet) {
        go("/schede/" + sheet);
        ready();
        return this;
    }

    void ready() {
        assertThat(page.locator("[data-sioss-sheet][data-ready=yes]")).isVisible();
    }

    Locator question(String key) {
        return page.locator("[data-question='" + key + "']").first();
    }

    Person type(String key, String words) {
        Locator field = question(key).locator("input, textarea").first();
        field.fill(words);
        field.press("Tab");
        return this;
    }

    void sees(String words) {
        assertThat(page.getByText(words).first()).isVisible();
    }

    void waitsUntilSaved() {
        assertThat(page.locator(".save-state")).hasAttribute("data-save", "saved");
    }

    void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .last()
                .click();
    }

    void pressInDialog(String button) {
        page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    void seesState(String code) {
        assertThat(page.locator(".sheet")).hasAttribute("data-stato", code);
    }

    /**
     * What is on screen has no accessibility fault that a machine can find. A wide table is looked at from its beginning:
     * scrolled sideways, its first column stays and covers part of another, which one scrolls back.
     */
    void findsNoBarrier() {
        page.evaluate("document.querySelectorAll('.grid-scroll').forEach(table => table.scrollTo(0, 0))");
        var options = new AxeRunOptions();
        // what is in order need not be described node by node
        options.setResultTypes(List.of("violations"));
        var results = new AxeBuilder(page)
                .options(options)
                .withTags(RULES)
                .setLegacyMode(true)
                .analyze();
        org.assertj.core.api.Assertions.assertThat(results.getViolations())
                .as(
                        "barriers on %s: %s",
                        page.url(),
                        results.getViolations().stream()
                                .map(rule -> rule.getId() + " "
                                        + rule.getNodes().get(0).getHtml())
                                .toList())
                .isEmpty();
    }

    /** Nothing sticks out of a narrow screen. */
    void fitsNarrowScreen() {
        page.setViewportSize(320, 800);
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        Object width = page.evaluate("document.documentElement.scrollWidth");
        org.assertj.core.api.Assertions.assertThat(((Number) width).intValue())
                .as("width of %s on a screen of 320 px", page.url())
                .isLessThanOrEqualTo(320);
        page.setViewportSize(1280, 900);
    }

    Person photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pictures/" + name + ".png")));
        return this;
    }

    /** Forgets the session, as half an hour of silence does. */
    void losesSession() {
        context.clearCookies();
    }

    BrowserContext context() {
        return context;
    }

    /** Asks the machine interface with the page's own session. */
    int asks(String method, String path, Object body, Map<String, String> headers) {
        String token = page.locator("meta[name=csrf-token]").getAttribute("content");
        var options = RequestOptions.create()
                .setMethod(method)
                .setHeader("X-CSRF-TOKEN", token)
                .setData(body);
        headers.forEach(options::setHeader);
        return context.request().fetch(address + path, options).status();
    }

    static Pattern words(String regex) {
        return Pattern.compile(regex);
    }

    @Override
    public void close() {
        context.close();
    }
}
