package it.sioss.browser;

import com.microsoft.playwright.Page;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.GridRow;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who never touches the mouse: goes from one missing answer to the next, takes on the way what need not be
 * answered, and types what the answers say.
 */
final class KeyboardClerk {

    private static final String ARRIVED = """
            () => document.activeElement.closest('[data-question]')
              || document.querySelector('#esito-atto')?.textContent.includes('Tutte le domande obbligatorie')""";

    private final Page page;
    private final FormDefinition form;
    private final Answers answers;

    KeyboardClerk(Page page, FormDefinition form, Answers answers) {
        this.page = page;
        this.form = form;
        this.answers = answers;
    }

    /** Until nothing is missing and nothing is left to say; gives the keys of the questions answered. */
    Set<String> answersEverything() {
        var answered = new LinkedHashSet<String>();
        for (String key = nextMissing(); key != null && answered.add(key); key = nextMissing()) {
            FormItem item = Objects.requireNonNull(form.item(key));
            answer(item);
            for (item = following(item); item != null && mayBeSaid(item); item = following(item)) {
                if (!walkTo(item)) {
                    break;
                }
                answer(item);
                answered.add(item.key());
            }
        }
        return answered;
    }

    private boolean mayBeSaid(FormItem item) {
        return !item.required() && answers.get(item.key()) != null;
    }

    private @Nullable FormItem following(FormItem item) {
        var items = List.copyOf(form.items().values());
        int next = items.indexOf(item) + 1;
        return next == items.size() ? null : items.get(next);
    }

    /** On with the tabulator, past the help and the buttons between two questions; false when the question is not asked. */
    private boolean walkTo(FormItem item) {
        for (int step = 0; step < 12; step++) {
            if ((boolean) page.evaluate(
                    "key => document.activeElement.matches('input, textarea, select, [role=radio]')"
                            + " && document.activeElement.closest('[data-question]')?.dataset.question === key",
                    item.key())) {
                return true;
            }
            page.keyboard().press("Tab");
        }
        return false;
    }

    private @Nullable String nextMissing() {
        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("Alt+m");
        page.waitForFunction(ARRIVED);
        return (String) page.evaluate("document.activeElement.closest('[data-question]')?.dataset.question ?? null");
    }

    private void answer(FormItem item) {
        if (item instanceof QuestionGrid grid) {
            for (GridRow row :
                    Objects.requireNonNull(answers.grid(grid.key()), grid.key()).rows()) {
                addRow(grid);
                row(grid, row);
            }
        } else if (item instanceof Question question) {
            write(question, Objects.requireNonNull(answers.answer(question.key()), question.key()));
            page.keyboard().press("Tab");
        }
    }

    private void addRow(QuestionGrid grid) {
        String button = "[data-question='" + grid.key() + "'] .grid-tools button";
        for (int step = 0;
                step < 4 && !(boolean) page.evaluate("button => document.activeElement.matches(button)", button);
                step++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        page.waitForFunction("() => document.activeElement.closest('td[data-column]')");
    }

    private void row(QuestionGrid grid, GridRow row) {
        for (Question column : grid.columns()) {
            if (page.evaluate("document.activeElement.closest('td')?.dataset.label")
                    .equals(column.label())) {
                Answer cell = row.cell(column.key());
                if (cell != null) {
                    write(column, cell);
                }
                page.keyboard().press("Tab");
            }
        }
    }

    private void write(Question question, Answer answer) {
        switch (question.type()) {
            case NUMBER -> page.keyboard().type(italian(Objects.requireNonNull(answer.number())));
            case TEXT, LONG_TEXT -> page.keyboard().type(Objects.requireNonNull(answer.text()));
            case DATE -> page.keyboard().type(day(Objects.requireNonNull(answer.text())));
            case SINGLE_CHOICE -> choose(index(question, Objects.requireNonNull(answer.text())));
            case MULTIPLE_CHOICE -> chooseSeveral(question, answer.choices());
        }
    }

    private void choose(int index) {
        boolean list = (boolean) page.evaluate("document.activeElement.tagName === 'SELECT'");
        if (!list) {
            page.keyboard().press("Space");
        }
        for (int step = 0; step < (list ? index + 1 : index); step++) {
            page.keyboard().press("ArrowDown");
        }
    }

    private void chooseSeveral(Question question, List<String> chosen) {
        boolean search = (boolean) page.evaluate("document.activeElement.matches('[role=combobox]')");
        if (search) {
            page.keyboard().press("ArrowDown");
            chosen.forEach(one -> page.keyboard().press("Enter"));
            page.keyboard().press("Escape");
            return;
        }
        for (int option = 0; option < question.options().size(); option++) {
            if (chosen.contains(question.options().get(option).value())) {
                page.keyboard().press("Space");
            }
            if (option < question.options().size() - 1) {
                page.keyboard().press("Tab");
            }
        }
    }

    private static int index(Question question, String value) {
        for (int option = 0; option < question.options().size(); option++) {
            if (question.options().get(option).value().equals(value)) {
                return option;
            }
        }
        throw new IllegalArgumentException(question.key() + " has no " + value);
    }

    static String italian(BigDecimal number) {
        return number.toPlainString().replace('.', ',');
    }

    private static String day(String iso) {
        return iso.substring(8) + "/" + iso.substring(5, 7) + "/" + iso.substring(0, 4);
    }
}
