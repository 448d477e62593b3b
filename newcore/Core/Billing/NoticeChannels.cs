namespace Strangler.Core.Billing;

/// <summary>How a customer hears of a new bill; at least one of them.</summary>
[Flags]
public enum NoticeChannels
{
    None = 0,
    Sms = 1,
    Email = 2,
    App = 4,
}
