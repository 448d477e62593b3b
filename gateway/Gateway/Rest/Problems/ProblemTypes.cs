namespace Strangler.Gateway.Rest.Problems;

/// <summary>All problems of the JSON interface.</summary>
internal static class ProblemTypes
{
    public static readonly ProblemType BadRequest = new(
        "bad-request", 400, "The request is not understood",
        "The body or a parameter is not what the contract allows. Every entry of errors has a JSON pointer, or the "
        + "name of a parameter, and says what is wrong there. Sending it again will not help.");

    public static readonly ProblemType BadCursor = new(
        "bad-cursor", 400, "The cursor is not one of ours",
        "A cursor is taken from next of the page before, unchanged, with the same filters. Begin again without one.");

    public static readonly ProblemType NoCredential = new(
        "no-credential", 401, "No valid credential", "Send an API key in X-Api-Key, or as Authorization: Bearer.");

    public static readonly ProblemType NotAllowed = new(
        "not-allowed", 403, "Not allowed", "The credential is good, but not for this.");

    public static readonly ProblemType NotFound = new(
        "not-found", 404, "Not found", "There is no such resource, or its records are not whole and are withheld.");

    public static readonly ProblemType WrongMethod = new(
        "wrong-method", 405, "Wrong method", "The header Allow names those that are right.");

    public static readonly ProblemType TooSlow = new(
        "request-timeout", 408, "The request did not arrive in time", "Send it again, faster.");

    public static readonly ProblemType UnderWay = new(
        "under-way", 409, "The same request is under way",
        "A request with this Idempotency-Key was begun and has no answer yet. Ask again later, with the same key.");

    public static readonly ProblemType Conflict = new(
        "conflict", 409, "It was said otherwise before",
        "An event with this id, or another that rules it out, is kept already with other content.");

    public static readonly ProblemType Changed = new(
        "changed", 412, "It has changed", "If-Match does not name the state of now. Read it again.");

    public static readonly ProblemType TooLarge = new(
        "too-large", 413, "The request is too large", "The detail names the limit, in bytes.");

    public static readonly ProblemType WrongMedia = new(
        "wrong-media-type", 415, "The body is not JSON", "Content-Type must be application/json, in UTF-8.");

    public static readonly ProblemType Refused = new(
        "refused", 422, "Refused",
        "The request was understood and refused. The code is that of the SOAP fault or of the legacy system.");

    public static readonly ProblemType KeyReused = new(
        "idempotency-key-reused", 422, "The Idempotency-Key stands for another request",
        "A key stands for one request. Take a new key for a new request.");

    public static readonly ProblemType NotRateable = new(
        "not-rateable", 422, "This cannot be priced", "The reasons name what is missing or does not fit the tariff.");

    public static readonly ProblemType KeyMissing = new(
        "idempotency-key-missing", 428, "An Idempotency-Key is required",
        "Every write carries the header Idempotency-Key, of 1 to 100 visible ASCII characters: a new one for a new "
        + "request, the same one for a repeated request.");

    public static readonly ProblemType TooManyWrongKeys = new(
        "too-many-wrong-keys", 429, "Too many wrong keys", "Wait as long as Retry-After says.");

    public static readonly ProblemType TooManyRequests = new(
        "too-many-requests", 429, "Too many requests",
        "The limit of this consumer is used up. Wait as long as Retry-After says; nothing was done.");

    public static readonly ProblemType Failed = new(
        "failed", 500, "The request could not be answered", "A fault of the gateway; it is in its log.");

    public static readonly ProblemType LegacyFailed = new(
        "legacy-failed", 502, "AquaCIS failed",
        "AquaCIS could not be reached, broke off, or answered what cannot be understood. A read may be asked again.");

    public static readonly ProblemType Busy = new(
        "busy", 503, "Too busy", "AquaCIS is left alone for a moment, or too much waits for it. Ask again later.");

    public static readonly ProblemType NoDatabase = new(
        "no-database", 503, "The database cannot be reached", "Nothing was changed, unless it broke just then.");

    public static readonly ProblemType LegacyTimeout = new(
        "legacy-timeout", 504, "AquaCIS did not answer in time",
        "Of a write it is not known whether it was carried out: ask again with the same content and key.");

    public static readonly ProblemType ProviderAway = new(
        "provider-away", 503, "No payment provider answers",
        "Nothing was made. Ask for one of the kinds in offers with a new key, or again later with the same.");

    public static readonly ProblemType ProviderTimeout = new(
        "provider-timeout", 504, "The payment provider did not answer in time",
        "The charge may have been made: ask again with the same content and key.");

    public static IReadOnlyList<ProblemType> All { get; } =
    [
        BadRequest, BadCursor, NoCredential, NotAllowed, NotFound, WrongMethod, TooSlow, UnderWay, Conflict, Changed,
        TooLarge, WrongMedia, Refused, KeyReused, NotRateable, KeyMissing, TooManyWrongKeys, TooManyRequests, Failed,
        LegacyFailed, Busy, NoDatabase, LegacyTimeout, ProviderAway, ProviderTimeout,
    ];
}
