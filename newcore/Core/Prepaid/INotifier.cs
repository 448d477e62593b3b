namespace Strangler.Core.Prepaid;

/// <summary>Tells customers: by SMS, e-mail or push. The provider knows the addresses and has the words.</summary>
public interface INotifier
{
    /// <summary>The same notice may be sent again after a failure: its key tells the provider.</summary>
    Task<NoticeOutcome> SendAsync(PrepaidNotice notice, CancellationToken cancellation);
}
