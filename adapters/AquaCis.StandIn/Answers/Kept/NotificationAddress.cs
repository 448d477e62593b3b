namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>Where a contract's letters go, as a caller gave it.</summary>
internal sealed record NotificationAddress(string? Text, string? PostalCode);
