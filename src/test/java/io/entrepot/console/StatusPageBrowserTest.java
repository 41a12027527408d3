package io.entrepot.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.entrepot.api.RunningServer;
import io.entrepot.api.WithServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The status page in a real browser; its pictures are left under target/screens. */
@WithServer
class StatusPageBrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double LONG = 30_000;

    @Test
    void aRowChangesByItselfWhenStockDoes(RunningServer server) {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM + ": apt-get install chromium");
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(
                                        List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")))) {
            Page page = browser.newPage();
            page.setViewportSize(1280, 900);
            page.navigate(server.url() + "/");
            Locator row = page.locator("tr[data-sku='hat-1']");
            assertThat(row).isVisible();

            server.send("PUT", "/api/v1/stock/hat-1", "{\"location\":\"main\",\"on_hand\":4321}");
            assertThat(row.locator("td").nth(1)).hasText("4321", new HasTextOptions().setTimeout(LONG));
            picture(page, "status-1280.png");
            page.setViewportSize(400, 900);
            picture(page, "status-400.png");
            Object overflow = page.evaluate("document.documentElement.scrollWidth > 400");
            org.assertj.core.api.Assertions.assertThat(overflow).isEqualTo(false);
        }
    }

    private static void picture(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screens", name)));
    }
}
