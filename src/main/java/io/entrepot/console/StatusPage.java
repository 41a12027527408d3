package io.entrepot.console;

import io.entrepot.model.Refusal;
import io.entrepot.ops.AttentionDesk;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** The first page: how everything goes, refreshed each second by parts, or as a whole where there is no JavaScript. */
@Controller
final class StatusPage {

    private static final int MOST_ITEMS = 20;

    private final Boards boards;
    private final AttentionDesk desk;

    StatusPage(Boards boards, AttentionDesk desk) {
        this.boards = boards;
        this.desk = desk;
    }

    @GetMapping("/")
    String page(Model model, Locale locale) {
        board(model, locale);
        attention(model, locale);
        return "status";
    }

    /** The part that moves. */
    @GetMapping("/console/board")
    String board(Model model, Locale locale) {
        model.addAttribute("board", boards.now(locale));
        return "status :: board";
    }

    /** The part with buttons. */
    @GetMapping("/console/attention")
    String attention(Model model, Locale locale) {
        Words words = boards.words(locale);
        List<AttentionRow> rows = desk.open(MOST_ITEMS).stream()
                .map(item -> AttentionRow.of(item, words))
                .toList();
        model.addAttribute("attention", rows);
        return "status :: attention";
    }

    @PostMapping("/console/attention/{id}/retry")
    RedirectView retry(@PathVariable long id, Principal principal, RedirectAttributes told) {
        try {
            desk.retry(id, principal.getName());
        } catch (Refusal refusal) {
            told.addAttribute("told", refusal.getMessage() + ". " + refusal.remedy());
        }
        return home();
    }

    @PostMapping("/console/attention/{id}/dismiss")
    RedirectView dismiss(@PathVariable long id, Principal principal) {
        desk.dismiss(id, principal.getName());
        return home();
    }

    private static RedirectView home() {
        RedirectView home = new RedirectView("/");
        home.setStatusCode(HttpStatus.SEE_OTHER);
        return home;
    }
}
