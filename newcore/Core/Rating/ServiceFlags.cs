namespace Strangler.Core.Rating;

[Flags]
public enum ServiceFlags
{
    None = 0,
    Sewerage = 1,
    Treatment = 2,
}
