namespace Strangler.AquaCis.Security;

/// <summary>
/// Who a caller says it is, in a WS-Security header: name and password in plain text (WIRE-FACTS 11). Nothing else of
/// the header is looked at: neither wsu:Id nor mustUnderstand, in whatever form they come.
/// </summary>
/// <param name="IsUsable">
/// False for a digest, a password or name longer than <see cref="LengthLimit"/>, and one without a name: nobody's.
/// </param>
public sealed record UsernameToken(string Username, string Password, bool IsUsable = true)
{
    /// <summary>The namespace of Security, UsernameToken, Username and Password, and of WSS4J's fault codes.</summary>
    public const string Namespace =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    /// <summary>Of a name and of a password, in characters.</summary>
    public const int LengthLimit = 256;

    private const string PlainText = "#PasswordText";

    public static readonly UsernameToken Unusable = new("", "", IsUsable: false);

    /// <summary>Says nothing of either: what is printed may end up in a log.</summary>
    public override string ToString() => nameof(UsernameToken);

    /// <param name="passwordType">The Type attribute; clients that leave it out mean plain text.</param>
    internal static UsernameToken Of(string? username, string? password, string? passwordType) =>
        username is { Length: > 0 and <= LengthLimit } && (password ?? "") is { Length: <= LengthLimit } known
        && (string.IsNullOrEmpty(passwordType) || passwordType.EndsWith(PlainText, StringComparison.Ordinal))
            ? new UsernameToken(username, known)
            : Unusable;
}
