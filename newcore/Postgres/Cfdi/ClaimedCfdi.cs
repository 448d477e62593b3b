namespace Strangler.Postgres.Cfdi;

/// <summary>A document that a worker may work on until its lease ends.</summary>
/// <param name="Claim">Counts; who comes with an older number writes nothing.</param>
/// <param name="MustRecover">It may be stamped: ask before sending.</param>
/// <param name="SinceSent">Since it was last sent.</param>
/// <param name="Left">Until SAT would not stamp it any more.</param>
public sealed record ClaimedCfdi(
    long Id, long Claim, CfdiSource Source, byte[] SealedXml, string Pac, int Attempts, bool MustRecover,
    TimeSpan SinceSent, TimeSpan Left);
