namespace Strangler.Cfdi.Printing;

/// <summary>What became of a document that was to be printed.</summary>
public abstract record PrintOutcome
{
    private PrintOutcome()
    {
    }

    public sealed record Printed(byte[] Pdf) : PrintOutcome;

    /// <param name="Reason">In Spanish, for whoever sent it.</param>
    public sealed record Refused(string Reason) : PrintOutcome;
}
