namespace Strangler.Payments.Sandbox;

/// <summary>How the sandbox behaves, as the control endpoint sets it.</summary>
/// <param name="Down">Every call is answered 503.</param>
/// <param name="Lost">Every call is done, and its answer is lost on the way.</param>
/// <param name="Of">The provider that is down or loses answers; null: all.</param>
/// <param name="WrongSignatures">Webhooks are signed with another key, or bear another password.</param>
/// <param name="Copies">How often each webhook is posted, although it was answered well: 1 to 10.</param>
/// <param name="LateMs">Before a webhook is posted, 0 to 600000.</param>
internal sealed record SandboxMood(
    bool Down = false, bool WrongSignatures = false, int Copies = 1, int LateMs = 0, bool Lost = false,
    string? Of = null)
{
    private const int MostCopies = 10;
    private const int MostLateMs = 600_000;

    public bool IsAllowed => Copies is >= 1 and <= MostCopies && LateMs is >= 0 and <= MostLateMs;
}
