package io.entrepot.api;

import io.entrepot.api.problem.ApiError;
import io.entrepot.api.problem.FieldProblem;
import io.entrepot.api.problem.Problems;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.store.audit.AuditLog;
import io.entrepot.store.load.FileReport;
import io.entrepot.store.load.ImportReport;
import io.entrepot.store.load.ImportSettings;
import io.entrepot.store.load.Importer;
import io.entrepot.store.load.RefusedRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Takes files of products, stock and prices. */
@RestController
@RequestMapping("/api/v1/products/import")
@Tag(name = "Products")
final class ImportApi {

    private static final String SUMMARY = "Import a file of products, stock or prices";
    private static final String DESCRIPTION =
            "Takes Shopify's product CSV, mall exports and our own CSVs, UTF-8 or GB18030; see"
                    + " docs/import.md. What is right is taken; each refused row is reported with line, value and reason.";
    private static final String REPORT = "What was taken, and each row that was refused";
    private static final String CURRENCY = "Of prices that come without one; by default that of the first storefront";

    private final Importer importer;
    private final EntrepotConfig config;
    private final AuditLog audit;

    ImportApi(Importer importer, EntrepotConfig config, AuditLog audit) {
        this.importer = importer;
        this.config = config;
        this.audit = audit;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(operationId = "importProductsForm", summary = SUMMARY, description = DESCRIPTION)
    @ApiResponse(responseCode = "200", description = REPORT)
    ResponseEntity<?> form(
            @Parameter(description = "One file, or several that belong together") @RequestPart("file")
                    List<MultipartFile> file,
            @Parameter(description = CURRENCY, example = "CNY") @RequestParam(required = false) @Nullable
                    String currency,
            @RequestParam(name = "price_list", required = false) @Nullable String priceList,
            @Parameter(description = "Where stock lies that names no location; by default the first that is declared")
                    @RequestParam(required = false)
                    @Nullable
                    String location,
            Principal principal)
            throws IOException {
        try (UploadedFiles files = UploadedFiles.of(file)) {
            return answer(importer.load(files.inputs(), settings(currency, priceList, location)), principal);
        }
    }

    @PostMapping(consumes = {"text/csv", "text/plain", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(operationId = "importProducts", summary = SUMMARY + " (the body is the file)", description = DESCRIPTION)
    @ApiResponse(responseCode = "200", description = REPORT)
    ResponseEntity<?> raw(
            @Parameter(description = "What the report calls it") @RequestParam(defaultValue = "upload.csv")
                    String filename,
            @Parameter(description = CURRENCY, example = "CNY") @RequestParam(required = false) @Nullable
                    String currency,
            @RequestParam(name = "price_list", required = false) @Nullable String priceList,
            @RequestParam(required = false) @Nullable String location,
            HttpServletRequest request,
            Principal principal)
            throws IOException {
        return answer(
                importer.load(request.getInputStream(), filename, settings(currency, priceList, location)), principal);
    }

    private ResponseEntity<?> answer(ImportReport report, Principal principal) {
        List<RefusedRow> whole =
                report.refused().stream().filter(row -> row.line() == 0).toList();
        if (!whole.isEmpty()) {
            return refused(whole);
        }
        audit.note(
                principal.getName(),
                "products.import",
                report.files().stream().map(FileReport::file).collect(Collectors.joining(", ")),
                "import " + report.id() + ": " + report.read() + " rows, "
                        + report.refused().size() + " refused");
        return ResponseEntity.ok(report);
    }

    private static ResponseEntity<ProblemDetail> refused(List<RefusedRow> whole) {
        List<FieldProblem> errors = whole.stream()
                .map(row -> new FieldProblem("file", row.code(), row.file() + ": " + row.reason(), row.remedy()))
                .toList();
        ProblemDetail problem = Problems.of(ApiError.FILE_REFUSED, errors);
        return ResponseEntity.unprocessableEntity()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private ImportSettings settings(@Nullable String currency, @Nullable String priceList, @Nullable String location) {
        ImportSettings usual = ImportSettings.of(config);
        String chosen = location == null ? usual.location() : location;
        if (!usual.locations().contains(chosen)) {
            throw ApiError.UNKNOWN_LOCATION.refusal("location", "there is no location '" + chosen + "'");
        }
        return new ImportSettings(
                currency == null ? usual.currency() : Amounts.currency("currency", currency),
                priceList == null ? usual.priceList() : priceList,
                chosen,
                usual.locations());
    }
}
