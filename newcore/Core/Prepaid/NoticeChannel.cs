namespace Strangler.Core.Prepaid;

/// <summary>How a customer is told.</summary>
public enum NoticeChannel
{
    Sms,
    Email,
    Push,
}
