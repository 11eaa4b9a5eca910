use std::future::{Future, IntoFuture};
use std::io;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::{App, router};

/// How long requests may go on after the order to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until `stop` comes, lets the requests that are under way finish, and closes the store.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (tell, told) = oneshot::channel();
    let stop = async move {
        stop.await;
        let _ = tell.send(());
    };
    let server = axum::serve(listener, router(app.clone())).with_graceful_shutdown(stop).into_future();
    let late = async move {
        if told.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(GRACE).await;
    };
    let result = tokio::select! {
        result = server => result,
        () = late => Ok(()),
    };
    app.store().close().await;
    result
}
