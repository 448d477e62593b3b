namespace Strangler.Gateway.Admin;

/// <summary>Answers that say why not, as problem+json, with every reason.</summary>
internal static class AdminProblem
{
    public static IResult Of(int status, string title, params IReadOnlyList<string> reasons) => Results.Problem(
        title: title, statusCode: status, detail: reasons.Count == 1 ? reasons[0] : null,
        extensions: new Dictionary<string, object?> { ["reasons"] = reasons });

    public static IResult NoKey() => Of(
        StatusCodes.Status401Unauthorized, "No valid API key",
        "Send a key that is good in the header X-Api-Key, or it or a token as Authorization: Bearer.");

    public static IResult NotAllowed() => Of(
        StatusCodes.Status403Forbidden, "Not allowed", "The credential is good, but not for this.");

    public static IResult TooManyWrongKeys() => Of(
        StatusCodes.Status429TooManyRequests, "Too many wrong keys", "Wait a minute.");

    public static IResult TooManyRequests() => Of(
        StatusCodes.Status429TooManyRequests, "Too many requests", "Wait as long as Retry-After says.");

    public static IResult NoDatabase() => Of(
        StatusCodes.Status503ServiceUnavailable, "No database",
        "The gateway was started without STRANGLER_DB: everything goes to legacy.");

    public static IResult DatabaseDown() => Of(
        StatusCodes.Status503ServiceUnavailable, "The database cannot be reached",
        "Nothing was changed, unless the connection broke just then: look at the routes when it is back.");

    public static IResult BadRequest(params IReadOnlyList<string> reasons) =>
        Of(StatusCodes.Status400BadRequest, "The request is not understood", reasons);
}
