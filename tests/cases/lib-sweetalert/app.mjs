import Swal from "sweetalert2";
import "./look.css";

document.getElementById("delete").addEventListener("click", async () => {
  const { value } = await Swal.fire({
    title: "Delete the account?",
    input: "text",
    inputLabel: "Reason",
    showCancelButton: true,
    confirmButtonText: "Yes, delete",
    animation: false,
  });
  document.getElementById("said").textContent = `deleted: ${value}`;
});
