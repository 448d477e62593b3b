namespace Strangler.Pac.Finkok;

/// <summary>What Finkok found: the reason of a refusal, or a warning beside a stamp.</summary>
internal sealed record FinkokIncident(string Code, string Message);
