namespace Strangler.Pac.Calling;

/// <summary>Codes that say something about the PAC or SAT, not about the document.</summary>
internal static class PacCodes
{
    public const string AlreadyStamped = "307";
    public const string NotStamped = "603";

    /// <summary>SAT could not be reached: it may still be stamped.</summary>
    public const string SatAway = "708";

    public const string Unreachable = "unreachable";

    /// <summary>User or password, issuer not registered with this PAC, account suspended, no credit.</summary>
    private static readonly string[] AboutTheAccount = ["300", "702", "703", "718", "SW-account"];

    public static bool IsAboutTheAccount(string code) => AboutTheAccount.Contains(code);

    /// <summary>HTTP statuses by which a PAC turns callers away before it looks at the document.</summary>
    public static bool TurnsAway(int status) => status is 401 or 402 or 403 or 429;
}
