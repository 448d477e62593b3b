namespace Strangler.Gateway.Shadowing;

/// <summary>Who answered.</summary>
internal enum Side
{
    Legacy,
    Native,
}
