// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

interface IBridged {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

/// A pool that takes tokens on one chain and pays them out on another, with the events and transfer ids of Celer's pools.
contract PoolBridge {
    event Send(
        bytes32 transferId,
        address sender,
        address receiver,
        address token,
        uint256 amount,
        uint64 dstChainId,
        uint64 nonce,
        uint32 maxSlippage
    );
    event Relay(
        bytes32 transferId,
        address sender,
        address receiver,
        address token,
        uint256 amount,
        uint64 srcChainId,
        bytes32 srcTransferId
    );
    event WithdrawDone(
        bytes32 withdrawId,
        uint64 seqnum,
        address receiver,
        address token,
        uint256 amount,
        bytes32 refid
    );

    function send(address receiver, address token, uint256 amount, uint64 dstChainId, uint64 nonce) public {
        bytes32 id = keccak256(
            abi.encodePacked(msg.sender, receiver, token, amount, dstChainId, nonce, uint64(block.chainid))
        );
        IBridged(token).transferFrom(msg.sender, address(this), amount);
        emit Send(id, msg.sender, receiver, token, amount, dstChainId, nonce, 5000);
    }

    /// Two passages that differ in nothing but their number.
    function sendTwice(address receiver, address token, uint256 amount, uint64 dstChainId, uint64 nonce) external {
        send(receiver, token, amount, dstChainId, nonce);
        send(receiver, token, amount, dstChainId, nonce + 1);
    }

    function relay(
        address sender,
        address receiver,
        address token,
        uint256 amount,
        uint64 srcChainId,
        bytes32 srcTransferId
    ) external {
        IBridged(token).transfer(receiver, amount);
        bytes32 id = keccak256(abi.encodePacked(sender, receiver, token, amount, srcChainId, srcTransferId));
        emit Relay(id, sender, receiver, token, amount, srcChainId, srcTransferId);
    }

    function refund(address receiver, address token, uint256 amount, bytes32 refid) external {
        IBridged(token).transfer(receiver, amount);
        emit WithdrawDone(keccak256(abi.encodePacked(refid)), 1, receiver, token, amount, refid);
    }
}

/// Takes coins for a vault and pays out for one, with the events of THORChain's router.
contract VaultRouter {
    event Deposit(address indexed to, address indexed asset, uint256 amount, string memo);
    event TransferOut(address indexed vault, address indexed to, address asset, uint256 amount, string memo);

    function deposit(address payable vault, string calldata memo) external payable {
        (bool sent, ) = vault.call{value: msg.value}("");
        require(sent);
        emit Deposit(vault, address(0), msg.value, memo);
    }

    function transferOut(address payable to, string calldata memo) external payable {
        (bool sent, ) = to.call{value: msg.value}("");
        require(sent);
        emit TransferOut(msg.sender, to, address(0), msg.value, memo);
    }
}
