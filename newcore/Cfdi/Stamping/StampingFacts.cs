namespace Strangler.Cfdi.Stamping;

/// <summary>What is known of a document when a PAC has answered about it.</summary>
/// <param name="Pac">Who was asked.</param>
/// <param name="WasRecovery">It was asked whether there is a stamp, not for one.</param>
/// <param name="Attempts">Calls about it until now, this one too.</param>
/// <param name="SinceSent">Since it was last sent to be stamped.</param>
/// <param name="Left">Until SAT would say that it is too old.</param>
public sealed record StampingFacts(string Pac, bool WasRecovery, int Attempts, TimeSpan SinceSent, TimeSpan Left);
