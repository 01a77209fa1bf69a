package org.rf4j.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/**
 * The page in Chromium: two clients on two gateways, and the primary killed with the page's own button while both talk.
 * Leaves screenshots in {@code target/screenshots}.
 */
class BrowserIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Dimension DESK = new Dimension(1400, 1040);
    private static final Dimension PHONE = new Dimension(500, 1000);

    private static Path chromium;
    private static Path driver;

    @BeforeAll
    static void findBrowser() throws IOException {
        chromium = first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        driver = first("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");
        assumeTrue(
                chromium != null && driver != null,
                "no Chromium with its driver here (Debian: apt-get install chromium chromium-driver)");
        Files.createDirectories(SCREENSHOTS);
    }

    private static Path first(String... places) {
        return Stream.of(places)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis", "redisson"})
    void twoClientsSeeEveryMessageOnceThoughThePrimaryIsKilled(String provider) throws IOException {
        try (GatewayMain gateways = GatewayMain.start(Map.of(), provider, 2, 0);
                Page page = new Page(gateways.addresses().get(0))) {
            page.awaitReady(provider);
            List<String> said = new ArrayList<>();
            page.talk(said, "before", 5);
            page.awaitAll(said);
            // So that the chart has a line before the fault.
            Waiting.millis(3000);
            page.shoot(provider + "-1-before");
            WebElement primary = page.find("#nodes .PRIMARY");
            String killed = primary.getDomAttribute("data-name");

            primary.findElement(By.className("kill")).click();
            Waiting.until(
                    "the page shows that it is dead",
                    () -> page.has("#nodes [data-name='" + killed + "'][data-state='DEAD']"));
            page.talk(said, "during", 4);
            Waiting.until(
                    "messages wait for Redis",
                    () -> page.has(".messages .pending") || page.has("#events .PrimaryChanged"));
            page.shoot(provider + "-2-during");
            for (int i = 0; i < 200 && !page.has("#events .PrimaryChanged"); i++) {
                page.talk(said, "waiting " + i, 1);
            }
            page.talk(said, "after", 5);

            page.awaitAll(said);
            Waiting.until("the failover is over", () -> page.has("#events .FailoverCompleted"));
            Waiting.until("the gap is shown", () -> page.has("#events .Gap"));
            page.shoot(provider + "-3-after");
            page.size(PHONE);
            page.shoot(provider + "-4-phone");
            page.size(DESK);
            for (int pane = 0; pane < 2; pane++) {
                assertThat(page.texts(pane)).as("pane " + pane).containsExactlyInAnyOrderElementsOf(said);
            }
            assertThat(page.texts(0)).as("both panes have the same order").isEqualTo(page.texts(1));
            assertThat(page.has("#nodes .PRIMARY[data-name='" + killed + "']")).isFalse();

            page.find("#nodes [data-name='" + killed + "'] .restart").click();
            Waiting.until(
                    "it is back, as a replica",
                    () -> page.has("#nodes .REPLICA[data-name='" + killed + "'][data-state='RUNNING']:not(.away)"));
            assertThat(page.errors()).as("errors of scripts").isEmpty();
        }
    }

    /** The page in a browser. */
    private static final class Page implements AutoCloseable {

        private final ChromeDriver browser;

        Page(String address) {
            ChromeOptions options = new ChromeOptions();
            options.setBinary(chromium.toFile());
            // Without a sandbox, as it may run as root in a container.
            options.addArguments(
                    "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--force-device-scale-factor=1");
            browser = new ChromeDriver(
                    new ChromeDriverService.Builder()
                            .usingDriverExecutable(driver.toFile())
                            .build(),
                    options);
            size(DESK);
            browser.get(address + "/");
        }

        void awaitReady(String provider) {
            for (int pane = 0; pane < 2; pane++) {
                String status = "#pane-" + pane + " .status.good";
                Waiting.until("the pane is connected", () -> has(status));
            }
            Waiting.until("both are in the room", () -> text("#pane-0 .present").startsWith("2 here"));
            Waiting.until("the servers are shown", () -> has("#nodes .PRIMARY"));
            assertThat(text("#about")).contains("provider " + provider);
            assertThat(text("#pane-0 .where")).startsWith("gateway-1");
            assertThat(text("#pane-1 .where")).startsWith("gateway-2");
        }

        /** Says something in each pane. */
        void talk(List<String> said, String what, int times) {
            for (int i = 0; i < times; i++) {
                for (int pane = 0; pane < 2; pane++) {
                    String text = what + " " + i + " from pane " + pane;
                    WebElement field = find("#pane-" + pane + " .text");
                    field.sendKeys(text);
                    find("#pane-" + pane + " .say button").click();
                    said.add(text);
                }
            }
        }

        void awaitAll(List<String> said) {
            Waiting.until(
                    "every message is stored and in both panes",
                    () -> !has(".messages .pending")
                            && texts(0).size() >= said.size()
                            && texts(1).size() >= said.size());
        }

        @SuppressWarnings("unchecked")
        List<String> texts(int pane) {
            return (List<String>) browser.executeScript("return [...document.querySelectorAll('#pane-" + pane
                    + " .messages li .said')].map(said => said.textContent)");
        }

        boolean has(String selector) {
            return !browser.findElements(By.cssSelector(selector)).isEmpty();
        }

        private String text(String selector) {
            try {
                return find(selector).getText();
            } catch (NoSuchElementException | StaleElementReferenceException changing) {
                return "";
            }
        }

        WebElement find(String selector) {
            return browser.findElement(By.cssSelector(selector));
        }

        void size(Dimension size) {
            browser.manage().window().setSize(size);
        }

        void shoot(String name) throws IOException {
            Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        }

        List<String> errors() {
            return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                    .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                    .map(Object::toString)
                    .toList();
        }

        @Override
        public void close() {
            browser.quit();
        }
    }
}
