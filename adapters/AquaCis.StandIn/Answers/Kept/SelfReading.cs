namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>What a customer read off the meter.</summary>
/// <param name="Dial">What the first dials show.</param>
internal sealed record SelfReading(DateOnly Day, long Dial, long? SecondDial);
